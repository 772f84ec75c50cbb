import { msg } from "@lingui/core/macro";
import type { MessageDescriptor } from "@lingui/core";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";

export type Hit = Schemas["Hit"];
export type Found = Schemas["SearchFound"];
export type Facets = Schemas["Facets"];
export type FacetValue = Schemas["FacetValue"];
export type Highlight = Schemas["Highlight"];
export type Excerpt = Schemas["Excerpt"];

export const ages = ["day", "week", "month", "year"] as const;
export type Age = (typeof ages)[number];

/** What is looked for, as the address says it; several desks and the like are separated by commas. */
export interface Wish {
  query?: string;
  desk?: string;
  type?: string;
  category?: string;
  assignee?: string;
  age?: Age;
}

export const ageNames: Record<Age, MessageDescriptor> = {
  day: msg`In the last day`,
  week: msg`In the last week`,
  month: msg`In the last month`,
  year: msg`In the last year`,
};

export const sourceNames: Record<Excerpt["source"], MessageDescriptor> = {
  description: msg`Description`,
  comment: msg`Comment`,
  internal_note: msg`Internal note`,
  answer: msg`Answer`,
  file: msg`File`,
};

const several = (chosen: string | undefined) => (chosen ? chosen.split(",") : undefined);

export const searchQueries = {
  tickets: ({ query = "", desk, type, category, assignee, age }: Wish) =>
    infiniteQueryOptions({
      queryKey: ["search", query, desk, type, category, assignee, age],
      queryFn: async ({ pageParam, signal }): Promise<Found> =>
        answer(
          api.GET("/api/search", {
            params: {
              query: {
                query,
                desk: several(desk),
                type: several(type) as never,
                category: several(category) as never,
                assignee: several(assignee) as never,
                age,
                after: pageParam ?? undefined,
              },
            },
            signal,
          }),
        ),
      enabled: query !== "",
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next ?? null,
      placeholderData: keepPreviousData,
    }),
  similar: (key: string, version: number) =>
    queryOptions({
      queryKey: ["similar tickets", key, version],
      queryFn: async () => answer(api.GET("/api/tickets/{key}/similar", { params: { path: { key } } })),
      placeholderData: keepPreviousData,
    }),
  similarTo: (summary: string) =>
    queryOptions({
      queryKey: ["similar tickets to", summary],
      queryFn: async () => answer(api.POST("/api/search/similar", { body: { summary } })),
      enabled: summary.length > 3,
      placeholderData: keepPreviousData,
    }),
};

/** The tickets that somebody may mean who is still typing, for the palette. */
export async function suggestTickets(query: string): Promise<Hit[]> {
  const found: Found = await answer(
    api.GET("/api/search", { params: { query: { query, typing: true, limit: 8 } } }),
  );
  return found.items;
}
