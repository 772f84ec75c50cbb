import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import type { TicketRow } from "../tickets";

export type BoardColumn = Schemas["BoardColumnView"];

interface Cards {
  items: TicketRow[];
  next?: string | null;
}

const pageSize = 30;

/** The columns of a query's tickets, with how many stand in each. */
export const boardQuery = (query: string) =>
  queryOptions({
    queryKey: ["found", query, "board"],
    queryFn: async ({ signal }): Promise<BoardColumn[]> =>
      answer(api.POST("/api/queries/board", { body: { query }, signal })),
    retry: false,
  });

/** What stands in a column, in the order of the query. */
export const cardsQuery = (query: string, { statuses }: BoardColumn) =>
  infiniteQueryOptions({
    queryKey: ["found", query, "cards", statuses.join(",")],
    queryFn: async ({ pageParam, signal }): Promise<Cards> =>
      answer(
        api.POST("/api/queries/page", {
          body: { query, statuses, after: pageParam ?? undefined, limit: pageSize },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next ?? null,
    retry: false,
  });
