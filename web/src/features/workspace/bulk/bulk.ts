import { queryOptions, infiniteQueryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api, idempotencyKey } from "@/shared/api/client";
import type { Selection } from "@/shared/table/selection";

export type BulkTickets = Schemas["Chosen"];
export type BulkChanges = Schemas["Alike"];
export type BulkForecast = Schemas["BulkForecast"];
export type BulkJob = Schemas["BulkJob"];
export type BulkReason = Schemas["BulkReason"];

const betweenLooks = 1_000;

/** The tickets that are chosen of those that a query finds. */
export function ticketsOf(query: string, { all, keys }: Selection): BulkTickets {
  return all ? { query, without: [...keys] } : { keys: [...keys] };
}

export const bulkQueries = {
  choices: (tickets: BulkTickets) =>
    queryOptions({
      queryKey: ["bulk", "choices", tickets],
      queryFn: ({ signal }) => answer(api.POST("/api/bulk-changes/choices", { body: { tickets }, signal })),
      retry: false,
    }),
  job: (id: number) =>
    queryOptions({
      queryKey: ["bulk", "job", id],
      queryFn: ({ signal }) =>
        answer(api.GET("/api/bulk-changes/{id}", { params: { path: { id } }, signal })),
      refetchInterval: ({ state }) => (state.data?.state === "running" ? betweenLooks : false),
    }),
  recent: queryOptions({
    queryKey: ["bulk", "recent"],
    queryFn: ({ signal }) => answer(api.GET("/api/bulk-changes", { signal })),
  }),
  refused: (id: number) =>
    infiniteQueryOptions({
      queryKey: ["bulk", "refused", id],
      queryFn: ({ pageParam, signal }) =>
        answer(
          api.GET("/api/bulk-changes/{id}/results", {
            params: { path: { id }, query: { outcome: "refused", after: pageParam ?? undefined, limit: 50 } },
            signal,
          }),
        ),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next ?? null,
    }),
};

export function foresee(tickets: BulkTickets, changes: BulkChanges): Promise<BulkForecast> {
  return answer(api.POST("/api/bulk-changes/forecast", { body: { tickets, changes } }));
}

/** @param key made once for each intention, so that a second press begins nothing new */
export function begin(key: string, tickets: BulkTickets, changes: BulkChanges): Promise<BulkJob> {
  return answer(api.POST("/api/bulk-changes", { headers: idempotencyKey(key), body: { tickets, changes } }));
}

export function cancel(id: number): Promise<BulkJob> {
  return answer(api.POST("/api/bulk-changes/{id}/cancellation", { params: { path: { id } } }));
}

export function undo(id: number): Promise<BulkJob> {
  return answer(api.POST("/api/bulk-changes/{id}/undo", { params: { path: { id } } }));
}

/** What somebody wrote in a plain field, as the text of a comment. */
export function paragraphs(text: string): string {
  const escaped = text.trim().replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll("\n", "<br>")}</p>`)
    .join("");
}
