import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { deskQueries } from "../queries";

export type Rule = Schemas["AutomationRule"];
export type RuleDraft = Schemas["AutomationDraftView"];
export type RuleProblem = Schemas["AutomationProblem"];
export type RuleDefinition = Schemas["RuleDefinition"];
export type Trigger = Schemas["Trigger"];
export type Step = Schemas["Step"];
export type StepType = Step["type"];
export type Condition = Schemas["Condition"];
export type Several = Schemas["Several"];
export type Run = Schemas["AutomationRun"];
export type RunState = Run["state"];
export type StepRecord = Schemas["StepRecord"];
export type RuleCall = Schemas["RuleCall"];
export type ReadyRule = Schemas["ReadyRule"];
export type Trial = Schemas["AutomationTrial"];

const address = (id: number) => ({ params: { path: { id } } });
const all = ["administration", "automation"] as const;

export const automationQueries = {
  all,
  /** @param deskKey null for those of the installation */
  rules: (deskKey: string | null) =>
    queryOptions<Rule[]>({
      queryKey: deskKey === null ? [...all, "shared"] : [...deskQueries.all, deskKey, "automation"],
      queryFn: () =>
        answer(
          api.GET("/api/automation/rules", { params: { query: deskKey === null ? {} : { desk: deskKey } } }),
        ),
    }),
  /** Ready rules, for a desk or, for null, the installation. */
  library: (deskKey: string | null) =>
    queryOptions<ReadyRule[]>({
      queryKey: [...all, "library", deskKey],
      queryFn: () =>
        answer(
          api.GET("/api/automation/library", {
            params: { query: deskKey === null ? {} : { desk: deskKey } },
          }),
        ),
    }),
  rule: (id: number) =>
    queryOptions<Rule>({
      queryKey: [...all, id],
      queryFn: () => answer(api.GET("/api/automation/rules/{id}", address(id))),
    }),
  draft: (id: number) =>
    queryOptions<RuleDraft>({
      queryKey: [...all, id, "draft"],
      queryFn: () => answer(api.GET("/api/automation/rules/{id}/draft", address(id))),
    }),
  versions: (id: number) =>
    queryOptions({
      queryKey: [...all, id, "versions"],
      queryFn: () => answer(api.GET("/api/automation/rules/{id}/versions", address(id))),
    }),
  runs: (id: number, state: RunState | undefined) =>
    infiniteQueryOptions({
      queryKey: [...all, id, "runs", state ?? "all"],
      queryFn: ({ pageParam }) =>
        answer(
          api.GET("/api/automation/rules/{id}/runs", {
            params: { path: { id }, query: { state, after: pageParam } },
          }),
        ),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  run: (id: number, run: number) =>
    queryOptions({
      queryKey: [...all, id, "run", run],
      queryFn: () =>
        answer(api.GET("/api/automation/rules/{id}/runs/{run}", { params: { path: { id, run } } })),
    }),
};
