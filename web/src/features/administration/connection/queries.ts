import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";

export type ConnectedSystem = Schemas["SystemView"];
export type SystemSecret = Schemas["SystemSecret"];
export type SystemMessage = Schemas["MessageView"];

const key = ["administration", "connected systems"] as const;

export const connectionQueries = {
  key,
  list: queryOptions({
    queryKey: [...key, "list"],
    queryFn: async (): Promise<ConnectedSystem[]> => answer(api.GET("/api/connected-systems", {})),
  }),
  messages: (id: string, refused: boolean) =>
    infiniteQueryOptions({
      queryKey: [...key, "messages", id, refused],
      queryFn: async ({ pageParam }: { pageParam: string | undefined }) =>
        answer(
          api.GET("/api/connected-systems/{id}/messages", {
            params: { path: { id }, query: { after: pageParam, refused } },
          }),
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
};
