import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Schemas } from "../api/client";
import { answer, api } from "../api/client";

export type Notification = Schemas["NotificationView"];

/** Those of one kind, and about tickets of one desk, by its key. */
export interface Narrowing {
  kind?: string;
  desk?: string;
}

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
  inbox: ({ unread, kind, desk }: Narrowing & { unread: boolean }) =>
    infiniteQueryOptions({
      queryKey: ["notifications", "inbox", unread, kind ?? "", desk ?? ""],
      initialPageParam: undefined as string | undefined,
      queryFn: async ({ pageParam }) =>
        answer(
          api.GET("/api/notifications", {
            params: { query: { unread: unread || undefined, kind, desk, after: pageParam } },
          }),
        ),
      getNextPageParam: ({ next }) => next ?? undefined,
    }),
  kinds: queryOptions({
    queryKey: ["notification kinds"],
    staleTime: 300_000,
    queryFn: async () => (await answer(api.GET("/api/me/notification-choices", {}))).kinds,
  }),
};

/** Where a notification leads: to its ticket, else to where what it tells of is administered. */
export const notificationPlace = ({ ticket, kind }: Notification) =>
  ticket
    ? ({ to: "/tickets/$key", params: { key: ticket.key } } as const)
    : ({ to: kind === "webhook_connection" ? "/admin/webhooks" : "/admin/mail" } as const);

export async function readNotifications(
  read: { ids: number[] } | ({ latest: number } & Narrowing),
): Promise<void> {
  await answer(api.POST("/api/notifications/read", { body: read }));
}
