import { queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { deskQueries } from "../queries";

export type Policy = Schemas["PolicyView"];
export type PolicyDefinition = Schemas["PolicyDefinition"];
export type PolicyDraft = Schemas["PolicyDraftView"];
export type PolicyProblem = Schemas["PolicyProblem"];
export type Happening = Schemas["Happening"];
export type Standing = Schemas["Standing"];
export type Goal = Schemas["Goal"];
export type Warning = Schemas["Threshold"];
export type Escalation = Schemas["Escalation"];
export type Recalculation = Schemas["RecalculationView"];

const address = (id: number) => ({ params: { path: { id } } });
const all = ["administration", "service levels"] as const;

export const slaQueries = {
  all,
  /** @param deskKey null for those of the installation */
  policies: (deskKey: string | null) =>
    queryOptions<Policy[]>({
      queryKey: deskKey === null ? [...all, "shared"] : [...deskQueries.all, deskKey, "service levels"],
      queryFn: () =>
        answer(
          api.GET("/api/sla/policies", { params: { query: deskKey === null ? {} : { desk: deskKey } } }),
        ),
    }),
  policy: (id: number) =>
    queryOptions<Policy>({
      queryKey: [...all, id],
      queryFn: () => answer(api.GET("/api/sla/policies/{id}", address(id))),
    }),
  draft: (id: number) =>
    queryOptions<PolicyDraft>({
      queryKey: [...all, id, "draft"],
      queryFn: () => answer(api.GET("/api/sla/policies/{id}/draft", address(id))),
    }),
  versions: (id: number) =>
    queryOptions({
      queryKey: [...all, id, "versions"],
      queryFn: () => answer(api.GET("/api/sla/policies/{id}/versions", address(id))),
    }),
  /** Null when nothing was ever counted anew; followed while it goes on. */
  recalculation: (id: number) =>
    queryOptions<Recalculation | null>({
      queryKey: [...all, id, "recalculation"],
      queryFn: async () => {
        try {
          return await answer(api.GET("/api/sla/policies/{id}/recalculation", address(id)));
        } catch (failure) {
          if (isProblem(failure) && failure.status === 404) return null;
          throw failure;
        }
      },
      refetchInterval: ({ state }) => (state.data?.state === "running" ? 1_500 : false),
    }),
};

export const policyTemplatesQuery = queryOptions({
  queryKey: [...all, "templates"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => answer(api.GET("/api/sla/policies/templates")),
});
