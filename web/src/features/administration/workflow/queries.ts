import { queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { deskQueries } from "../queries";

export type WorkflowDraft = Schemas["WorkflowDraft"];
export type PublishedVersion = Schemas["PublishedVersion"];

const address = (deskKey: string, id: number) => ({ params: { path: { deskKey, id } } });

export const workflowQueries = {
  all: (deskKey: string, id: number) => [...deskQueries.all, deskKey, "workflows", id] as const,
  draft: (deskKey: string, id: number) =>
    queryOptions<WorkflowDraft>({
      queryKey: [...workflowQueries.all(deskKey, id), "draft"],
      queryFn: () => answer(api.GET("/api/desks/{deskKey}/workflows/{id}/draft", address(deskKey, id))),
    }),
  review: (deskKey: string, id: number, version: number) =>
    queryOptions({
      queryKey: [...workflowQueries.all(deskKey, id), "review", version],
      queryFn: () =>
        answer(api.GET("/api/desks/{deskKey}/workflows/{id}/draft/review", address(deskKey, id))),
      staleTime: 0,
    }),
  versions: (deskKey: string, id: number) =>
    queryOptions({
      queryKey: [...workflowQueries.all(deskKey, id), "versions"],
      queryFn: () => answer(api.GET("/api/desks/{deskKey}/workflows/{id}/versions", address(deskKey, id))),
    }),
  version: (deskKey: string, id: number, number: number) =>
    queryOptions({
      queryKey: [...workflowQueries.all(deskKey, id), "versions", number],
      queryFn: () =>
        answer(
          api.GET("/api/desks/{deskKey}/workflows/{id}/versions/{number}", {
            params: { path: { deskKey, id, number } },
          }),
        ),
    }),
  ticketsPerStatus: (deskKey: string, id: number) =>
    queryOptions({
      queryKey: [...workflowQueries.all(deskKey, id), "tickets"],
      queryFn: () =>
        answer(api.GET("/api/desks/{deskKey}/workflows/{id}/tickets-per-status", address(deskKey, id))),
    }),
  vanished: (deskKey: string, id: number) =>
    queryOptions({
      queryKey: [...workflowQueries.all(deskKey, id), "vanished"],
      queryFn: () =>
        answer(api.GET("/api/desks/{deskKey}/workflows/{id}/vanished-statuses", address(deskKey, id))),
    }),
};

export const workflowTemplatesQuery = queryOptions({
  queryKey: ["administration", "workflow templates"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => answer(api.GET("/api/workflow-templates")),
});

export const workflowRulesQuery = queryOptions({
  queryKey: ["administration", "workflow rules"],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: () => answer(api.GET("/api/workflow-rules")),
});
