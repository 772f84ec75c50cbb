import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import type { TicketEvent } from "@/shared/live/live";
import type { QueryKey } from "@tanstack/react-query";
import { untilNextTurn } from "./clock";

export type Ticket = Schemas["TicketView"];
export type TicketRow = Schemas["RowView"];
export type Comment = Schemas["CommentView"];
export type Transition = Schemas["TransitionView"];
export type TicketField = Schemas["FieldView"];
export type TicketLink = Schemas["LinkView"];
export type LinkedTicket = Schemas["LinkedTicket"];
export type HistoryEntry = Schemas["HistoryView"];
export type Delivery = Schemas["CommentDelivery"];
export type Revision = Schemas["Revision"];

interface Page<Item> {
  items: Item[];
  next?: string | null;
}

/** Where a ticket stands in its workflow, and how it came there. */
export type TicketWorkflow = Schemas["TicketWorkflow"];

/** One cycle of measuring a ticket by a policy. */
export type SlaClock = Schemas["SlaClockView"];
export type SlaExplanation = Schemas["SlaExplanation"];

export const ticketQueries = {
  detail: (key: string) =>
    queryOptions({
      queryKey: ["ticket", key, "detail"],
      queryFn: async ({ signal }): Promise<Ticket> =>
        answer(api.GET("/api/tickets/{key}", { params: { path: { key } }, signal })),
    }),
  /** Those that somebody may let run on it by hand. */
  rules: (key: string) =>
    queryOptions({
      queryKey: ["ticket", key, "rules"],
      queryFn: () => answer(api.GET("/api/tickets/{key}/rules", { params: { path: { key } } })),
    }),
  history: (key: string) =>
    infiniteQueryOptions({
      queryKey: ["ticket", key, "history"],
      queryFn: async ({ pageParam, signal }): Promise<Page<HistoryEntry>> =>
        answer(
          api.GET("/api/tickets/{key}/history", {
            params: { path: { key }, query: { after: pageParam ?? undefined, limit: 50 } },
            signal,
          }),
        ),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next ?? null,
    }),
  /** What became of the mails that tell of its comments. */
  deliveries: (key: string) =>
    queryOptions({
      queryKey: ["ticket", key, "deliveries"],
      queryFn: async ({ signal }): Promise<Delivery[]> =>
        answer(api.GET("/api/tickets/{key}/deliveries", { params: { path: { key } }, signal })),
      refetchInterval: 30_000,
    }),
  workflow: (key: string) =>
    queryOptions({
      queryKey: ["ticket", key, "workflow"],
      queryFn: async (): Promise<TicketWorkflow> =>
        answer(api.GET("/api/tickets/{key}/workflow", { params: { path: { key } } })),
    }),
  clocks: (key: string) =>
    queryOptions({
      queryKey: ["ticket", key, "sla"],
      queryFn: async ({ signal }): Promise<SlaClock[]> =>
        answer(api.GET("/api/tickets/{key}/sla", { params: { path: { key } }, signal })),
      // What a clock shows is counted here; the server is asked again when that turns into something else.
      refetchInterval: ({ state }) => untilNextTurn(state.data ?? []),
    }),
  explanation: (key: string, clock: number) =>
    queryOptions({
      queryKey: ["ticket", key, "sla", clock],
      queryFn: async ({ signal }): Promise<SlaExplanation> =>
        answer(
          api.GET("/api/tickets/{key}/sla/{clock}/explain", { params: { path: { key, clock } }, signal }),
        ),
    }),
  revisions: (key: string, commentId: number, version: number) =>
    queryOptions({
      queryKey: ["ticket", key, "comment", commentId, "revisions", version],
      queryFn: async (): Promise<Revision[]> =>
        answer(
          api.GET("/api/tickets/{key}/comments/{commentId}/revisions", {
            params: { path: { key, commentId } },
          }),
        ),
    }),
};

/** The queries that a change of a ticket makes stale. */
export function staleAfter({ key }: Pick<TicketEvent, "key">): QueryKey[] {
  return [
    ["ticket", key, "detail"],
    ["ticket", key, "history"],
    ["ticket", key, "workflow"],
    ["ticket", key, "sla"],
  ];
}

/** Tickets by the beginning of their key or by words of their summary. */
export async function lookUpTickets(query: string): Promise<LinkedTicket[]> {
  return answer(api.GET("/api/tickets/lookup", { params: { query: { query } } }));
}
