import { queryOptions } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { answer, api } from "../api/client";

export type Notification = Schemas["NotificationView"];

export const notificationQueries = {
  all: ["notifications"] as const,
  unread: queryOptions({
    queryKey: ["notifications", "unread"],
    staleTime: 30_000,
    queryFn: async () => (await answer(api.GET("/api/notifications/unread"))).count,
  }),
  latest: queryOptions({
    queryKey: ["notifications", "latest"],
    queryFn: async () =>
      (await answer(api.GET("/api/notifications", { params: { query: { limit: 30 } } }))).items,
  }),
};

export async function readNotifications(read: { ids: number[] } | { latest: number }): Promise<void> {
  await answer(api.POST("/api/notifications/read", { body: read }));
}
