import type { QueryClient } from "@tanstack/react-query";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";

export type RequestScope = "all" | "mine" | "participating";
export type RequestState = "any" | "open" | "done";

export interface RequestFilter {
  scope: RequestScope;
  state: RequestState;
  query: string;
}

const fetchHome = () => answer(api.GET("/api/portal"));
const fetchFound = (query: string) => answer(api.GET("/api/portal/search", { params: { query: { query } } }));
const fetchRequestForm = (id: number) =>
  answer(api.GET("/api/portal/request-types/{id}", { params: { path: { id } } }));
const fetchPromises = (key: string) =>
  answer(api.GET("/api/requests/{key}/sla", { params: { path: { key } } }));
const fetchRequest = (key: string) => answer(api.GET("/api/requests/{key}", { params: { path: { key } } }));

export type PortalHome = Awaited<ReturnType<typeof fetchHome>>;
export type Desk = PortalHome["desks"][number];
export type RequestTypeGroup = Desk["groups"][number];
export type OfferedRequestType = RequestTypeGroup["requestTypes"][number];
export type RequestSummary = PortalHome["openRequests"][number];
export type RequestForm = Awaited<ReturnType<typeof fetchRequestForm>>;
export type Request = Awaited<ReturnType<typeof fetchRequest>>;
/** What is promised for a request. */
export type RequestPromise = Awaited<ReturnType<typeof fetchPromises>>[number];
export type Turn = Request["conversation"][number];
export type CommentTurn = NonNullable<Turn["comment"]>;
export type Transition = Request["transitions"][number];

/** What the portal offers. */
export const portalQueries = {
  all: ["portal"] as const,
  home: () => queryOptions({ queryKey: [...portalQueries.all, "home"], queryFn: fetchHome }),
  search: (query: string) =>
    queryOptions({
      queryKey: [...portalQueries.all, "search", query],
      queryFn: () => fetchFound(query),
      enabled: query !== "",
      placeholderData: keepPreviousData,
    }),
  similar: (summary: string) =>
    queryOptions({
      queryKey: [...portalQueries.all, "similar", summary],
      queryFn: () => answer(api.POST("/api/portal/similar-requests", { body: { summary } })),
      enabled: summary.length > 3,
      placeholderData: keepPreviousData,
    }),
  requestForm: (id: number) =>
    queryOptions({
      queryKey: [...portalQueries.all, "request-form", id],
      queryFn: () => fetchRequestForm(id),
    }),
};

/** The requests that concern the person. */
export const requestQueries = {
  all: ["requests"] as const,
  list: ({ scope, state, query }: RequestFilter) =>
    infiniteQueryOptions({
      queryKey: [...requestQueries.all, "list", scope, state, query],
      queryFn: ({ pageParam }) =>
        answer(
          api.GET("/api/requests", {
            params: {
              query: { scope, state, query: query || undefined, after: pageParam ?? undefined, limit: 50 },
            },
          }),
        ),
      initialPageParam: null as string | null,
      getNextPageParam: (page: { next?: string | null }) => page.next ?? null,
      placeholderData: keepPreviousData,
    }),
  detail: (key: string) =>
    queryOptions({ queryKey: [...requestQueries.all, "detail", key], queryFn: () => fetchRequest(key) }),
  promises: (key: string) =>
    queryOptions({ queryKey: [...requestQueries.all, "promises", key], queryFn: () => fetchPromises(key) }),
};

/** Shows a request as the server answered it, and lets everything that lists it be fetched again. */
export function rememberRequest(client: QueryClient, request: Request): void {
  client.setQueryData(requestQueries.detail(request.key).queryKey, request);
  void client.invalidateQueries({ queryKey: [...requestQueries.all, "list"] });
  void client.invalidateQueries({ queryKey: portalQueries.home().queryKey });
}
