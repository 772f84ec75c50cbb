import type { QueryClient } from "@tanstack/react-query";
import { infiniteQueryOptions, queryOptions, useQuery } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { answer, api } from "../api/client";
import { findPeople } from "../person/directory";
import { useLiveQueries } from "../live/live";
import type { PersonRef } from "../person/person";

export type TicketApprovals = Schemas["TicketApprovals"];
export type Round = Schemas["RoundView"];
export type Step = Schemas["StepView"];
export type Vote = Schemas["VoteView"];
export type ApprovalItem = Schemas["ApprovalItem"];
export type Decision = NonNullable<Vote["decision"]>;
export type StepKind = Step["kind"];
export type ApprovalScope = "waiting" | "decided" | "referenced";
export type KeptLine = Schemas["ApprovalLineView"];

/** Approvals of a ticket, and one's own. */
export const approvalQueries = {
  all: ["approvals"] as const,
  ofTicket: (key: string) =>
    queryOptions({
      queryKey: ["approvals", "ticket", key],
      queryFn: (): Promise<TicketApprovals> =>
        answer(api.GET("/api/tickets/{key}/approvals", { params: { path: { key } } })),
    }),
  mine: (scope: ApprovalScope) =>
    infiniteQueryOptions({
      queryKey: ["approvals", "mine", scope],
      queryFn: ({ pageParam }) =>
        answer(
          api.GET("/api/approvals", {
            params: { query: { scope, after: pageParam ?? undefined, limit: 50 } },
          }),
        ),
      initialPageParam: null as string | null,
      getNextPageParam: (page: { next?: string | null }) => page.next ?? null,
    }),
  count: queryOptions({
    queryKey: ["approvals", "count"],
    queryFn: () => answer(api.GET("/api/approvals/count")),
    staleTime: 30_000,
  }),
  lines: (deskKey: string) =>
    queryOptions({
      queryKey: ["approvals", "lines", deskKey],
      queryFn: (): Promise<KeptLine[]> =>
        answer(api.GET("/api/approval-lines", { params: { query: { deskKey } } })),
    }),
};

/** How many approvals wait for this person; kept current while somebody works. */
export function useWaitingApprovals(): number {
  const { data } = useQuery(approvalQueries.count);
  useLiveQueries(() => [approvalQueries.count.queryKey]);
  return data?.waiting ?? 0;
}

/** Shows a ticket's approvals as the server answered them, and lets everything they touch be fetched again. */
export function rememberApprovals(client: QueryClient, key: string, approvals: TicketApprovals): void {
  client.setQueryData(approvalQueries.ofTicket(key).queryKey, approvals);
  void client.invalidateQueries({ queryKey: ["approvals", "mine"] });
  void client.invalidateQueries({ queryKey: approvalQueries.count.queryKey });
  void client.invalidateQueries({ queryKey: ["ticket", key] });
  void client.invalidateQueries({ queryKey: ["requests"] });
}

/** Finds the people who could decide, among those whom this person may know. */
export function searchApprovers(worksOnTickets: boolean): (query: string) => Promise<PersonRef[]> {
  return async (query) => {
    if (worksOnTickets) return findPeople(query);
    if (query === "") return [];
    return answer(api.GET("/api/portal/colleagues", { params: { query: { query } } }));
  };
}

/** Whether a comment must be given with a decision. */
export function needsComment(comment: Step["comment"], decision: Decision): boolean {
  return comment === "always" || (comment === "on_rejection" && decision === "rejected");
}
