import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import type {
  Desk,
  DeskMember,
  DeskService,
  DeskSummary,
  FieldDefinition,
  Form,
  FormVersion,
  LeftQueue,
  Page,
  Person,
  PersonGroup,
  Queue,
  RequestType,
  RequestTypeGroup,
  Workflow,
} from "./resources";
import type { PersonRef } from "@/shared/person/person";

function pages<Item>(queryKey: readonly unknown[], read: (after: string | undefined) => Promise<Page<Item>>) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export interface PeopleFilter {
  query?: string;
  active?: boolean;
}

export const personQueries = {
  all: ["administration", "people"] as const,
  list: (filter: PeopleFilter) =>
    pages<Person>(
      [...personQueries.all, "list", filter],
      // The answer depends on who asks; whoever administers people is told all of them.
      (after) =>
        answer(api.GET("/api/people", { params: { query: { ...filter, after, limit: 50 } } })) as Promise<
          Page<Person>
        >,
    ),
  detail: (id: number) =>
    queryOptions<Person>({
      queryKey: [...personQueries.all, id],
      queryFn: () => answer(api.GET("/api/people/{id}", { params: { path: { id } } })),
    }),
  /** For those who do not administer people, too. */
  reference: (id: number) =>
    queryOptions({
      queryKey: [...personQueries.all, id, "reference"],
      queryFn: () => answer(api.GET("/api/people/{id}/reference", { params: { path: { id } } })),
    }),
};

export const groupQueries = {
  all: ["administration", "groups"] as const,
  list: (query?: string) =>
    pages<PersonGroup>([...groupQueries.all, "list", query ?? ""], (after) =>
      answer(api.GET("/api/groups", { params: { query: { query, after, limit: 50 } } })),
    ),
  detail: (id: number) =>
    queryOptions<PersonGroup>({
      queryKey: [...groupQueries.all, id],
      queryFn: () => answer(api.GET("/api/groups/{id}", { params: { path: { id } } })),
    }),
  members: (id: number) =>
    pages<PersonRef>([...groupQueries.all, id, "members"], (after) =>
      answer(
        api.GET("/api/groups/{id}/members", {
          params: { path: { id }, query: { after, limit: 50 } },
        }),
      ),
    ),
};

/** The fields of the installation, which all desks have. */
export const installationFields = queryOptions<FieldDefinition[]>({
  queryKey: ["administration", "fields"],
  queryFn: () => answer(api.GET("/api/fields")),
});

export const deskQueries = {
  all: ["administration", "desks"] as const,
  list: queryOptions<DeskSummary[]>({
    queryKey: ["administration", "desks", "list"],
    queryFn: () => answer(api.GET("/api/desks")),
  }),
  detail: (deskKey: string) =>
    queryOptions<Desk>({
      queryKey: [...deskQueries.all, deskKey],
      queryFn: () => answer(api.GET("/api/desks/{deskKey}", { params: { path: { deskKey } } })),
    }),
  members: (deskKey: string) =>
    queryOptions<DeskMember[]>({
      queryKey: [...deskQueries.all, deskKey, "members"],
      queryFn: () => answer(api.GET("/api/desks/{deskKey}/members", { params: { path: { deskKey } } })),
    }),
  requestTypeGroups: (deskKey: string) =>
    queryOptions<RequestTypeGroup[]>({
      queryKey: [...deskQueries.all, deskKey, "request-type-groups"],
      queryFn: () =>
        answer(api.GET("/api/desks/{deskKey}/request-type-groups", { params: { path: { deskKey } } })),
    }),
  requestTypes: (deskKey: string) =>
    queryOptions<RequestType[]>({
      queryKey: [...deskQueries.all, deskKey, "request-types"],
      queryFn: () => answer(api.GET("/api/desks/{deskKey}/request-types", { params: { path: { deskKey } } })),
    }),
  requestType: (deskKey: string, id: number) =>
    queryOptions<RequestType>({
      queryKey: [...deskQueries.all, deskKey, "request-types", id],
      queryFn: () =>
        answer(api.GET("/api/desks/{deskKey}/request-types/{id}", { params: { path: { deskKey, id } } })),
    }),
  /** @param version of the request type, which every saved form raises */
  forms: (deskKey: string, id: number, version: number) =>
    queryOptions<FormVersion[]>({
      queryKey: [...deskQueries.all, deskKey, "request-types", id, "forms", version],
      queryFn: () =>
        answer(
          api.GET("/api/desks/{deskKey}/request-types/{id}/forms", { params: { path: { deskKey, id } } }),
        ),
    }),
  form: (deskKey: string, id: number, number: number) =>
    queryOptions<Form>({
      queryKey: [...deskQueries.all, deskKey, "request-types", id, "forms", "number", number],
      // What was saved stays as it was.
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: () =>
        answer(
          api.GET("/api/desks/{deskKey}/request-types/{id}/forms/{number}", {
            params: { path: { deskKey, id, number } },
          }),
        ),
    }),
  fields: (deskKey: string) =>
    queryOptions<FieldDefinition[]>({
      queryKey: [...deskQueries.all, deskKey, "fields"],
      queryFn: () => answer(api.GET("/api/desks/{deskKey}/fields", { params: { path: { deskKey } } })),
    }),
  services: (deskKey: string) =>
    queryOptions<DeskService[]>({
      queryKey: [...deskQueries.all, deskKey, "services"],
      queryFn: () => answer(api.GET("/api/desks/{deskKey}/services", { params: { path: { deskKey } } })),
    }),
  queues: (deskKey: string) =>
    queryOptions<Queue[]>({
      queryKey: [...deskQueries.all, deskKey, "queues"],
      queryFn: () => answer(api.GET("/api/desks/{deskKey}/queues", { params: { path: { deskKey } } })),
    }),
  workflows: (deskKey: string) =>
    queryOptions<Workflow[]>({
      queryKey: [...deskQueries.all, deskKey, "workflows"],
      queryFn: () => answer(api.GET("/api/desks/{deskKey}/workflows", { params: { path: { deskKey } } })),
    }),
};

/** Queues whose owners have left. */
export const leftQueues = queryOptions<LeftQueue[]>({
  queryKey: ["queues without owner"],
  queryFn: () => answer(api.GET("/api/queues/left")),
});
