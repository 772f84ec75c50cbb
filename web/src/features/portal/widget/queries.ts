import { queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";

export type ShownWidget = Schemas["ShownWidget"];
export type Visit = Schemas["WidgetVisit"];
export type ChatStanding = Schemas["ChatStanding"];

/** A desk inside another page. */
export const widgetQueries = {
  shown: (id: string) =>
    queryOptions({
      queryKey: ["widget", id],
      queryFn: async (): Promise<ShownWidget> =>
        answer(api.GET("/api/widgets/{id}", { params: { path: { id } } })),
      retry: false,
    }),
  chat: (id: string) =>
    queryOptions({
      queryKey: ["widget", id, "chat"],
      queryFn: async (): Promise<ChatStanding> =>
        answer(api.GET("/api/widgets/{id}/chat", { params: { path: { id } } })),
      refetchInterval: 30_000,
    }),
};
