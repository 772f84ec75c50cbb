import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";

export type Rebuild = Schemas["RebuildView"];
export type RebuiltTicket = Schemas["RebuiltTicket"];
export type RebuiltClock = Schemas["RebuiltClock"];

const all = ["administration", "rebuilds"] as const;

export const rebuildQueries = {
  ofPolicy: (policy: number) =>
    queryOptions<Rebuild[]>({
      queryKey: [...all, "of policy", policy],
      queryFn: () => answer(api.GET("/api/sla/rebuilds", { params: { query: { policy } } })),
    }),
  /** Followed while it goes on. */
  one: (id: number) =>
    queryOptions<Rebuild>({
      queryKey: [...all, id],
      queryFn: () => answer(api.GET("/api/sla/rebuilds/{id}", { params: { path: { id } } })),
      refetchInterval: ({ state }) =>
        state.data?.state === "looking" || state.data?.state === "applying" ? 1_000 : false,
    }),
  /** @param state in which it is, so that tickets are asked for again after it was applied */
  tickets: (id: number, state: Rebuild["state"]) =>
    infiniteQueryOptions({
      queryKey: [...all, id, "tickets", state],
      initialPageParam: 0,
      queryFn: ({ pageParam }) =>
        answer(
          api.GET("/api/sla/rebuilds/{id}/tickets", {
            params: { path: { id }, query: { after: pageParam } },
          }),
        ),
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
};
