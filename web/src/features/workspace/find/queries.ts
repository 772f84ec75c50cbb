import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { address, oneOf, text } from "@/shared/address";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import type { ProblemError } from "@/shared/api/problem";
import { isProblem } from "@/shared/api/problem";
import { boardSchema } from "../board/columns";
import type { TicketRow } from "../tickets";
import type { AskableField, QueryTree } from "./conditions";

export type QueryProblem = Schemas["ProblemView"];

export const askedSchema = address({
  query: text,
  /** How the query is made. */
  by: oneOf("text", "conditions"),
  /** How what is found is shown. */
  as: oneOf("list", "board"),
  ...boardSchema,
});
export type Asked = ReturnType<typeof askedSchema>;

interface Found {
  items: TicketRow[];
  next?: string | null;
}

const pageSize = 100;

export const findQueries = {
  page: (query: string) =>
    infiniteQueryOptions({
      queryKey: ["found", query, "page"],
      queryFn: async ({ pageParam, signal }): Promise<Found> =>
        answer(
          api.POST("/api/queries/page", {
            body: { query, after: pageParam ?? undefined, limit: pageSize },
            signal,
          }),
        ),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next ?? null,
      retry: false,
    }),
  count: (query: string) =>
    queryOptions({
      queryKey: ["found", query, "count"],
      queryFn: async ({ signal }): Promise<number> =>
        (await answer(api.POST("/api/queries/count", { body: { query }, signal }))).count,
      retry: false,
    }),
};

/** What can be asked about, as the conditions of a query offer it. */
export const fieldsQuery = queryOptions({
  queryKey: ["query fields"],
  staleTime: 60_000,
  queryFn: async ({ signal }): Promise<AskableField[]> => answer(api.GET("/api/queries/fields", { signal })),
});

/** Values of a field by a piece of their names. */
export const valuesQuery = (field: string, text: string) =>
  queryOptions({
    queryKey: ["query values", field, text],
    staleTime: 60_000,
    queryFn: async ({ signal }) => answer(api.POST("/api/queries/values", { body: { field, text }, signal })),
  });

/** A query as conditions; fails when it cannot be read. */
export const treeQuery = (query: string) =>
  queryOptions({
    queryKey: ["query tree", query],
    staleTime: 60_000,
    retry: false,
    queryFn: async ({ signal }): Promise<QueryTree> =>
      answer(api.POST("/api/queries/tree", { body: { query }, signal })),
  });

/** Conditions as a query. */
export async function textOf(tree: QueryTree): Promise<string> {
  return (await answer(api.POST("/api/queries/text", { body: tree }))).query;
}

/** The problems that come with the refusal of a query; none for any other failure. */
export function refusedFor(failure: unknown): QueryProblem[] {
  if (!isProblem(failure, "query_invalid")) return [];
  return ((failure as ProblemError).extensions.problems ?? []) as QueryProblem[];
}

/**
 * Asks again for what is shown, since any change may put a ticket in or out. Somebody who has gone through several pages keeps
 * them as they are until they ask again.
 */
export async function refreshFound(client: QueryClient): Promise<void> {
  await client.invalidateQueries({
    queryKey: ["found"],
    predicate: ({ queryKey, state }) =>
      ((state.data as InfiniteData<Found> | undefined)?.pages?.length ?? 1) <
      (queryKey[2] === "cards" ? 5 : 2),
  });
}
