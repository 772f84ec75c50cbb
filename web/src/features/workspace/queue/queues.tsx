import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { IconCircleCheck, IconHourglass, IconInbox, IconStack2, IconUserCheck } from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import { address, oneOf } from "@/shared/address";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";

export type Queue = Schemas["QueueView"];
export type QueuePage = Schemas["QueuePage"];
export type QueueKey = Queue["key"];

export const queueKeys = ["unassigned", "mine", "waiting", "open", "resolved"] as const;

export const queueIcons: Readonly<Record<QueueKey, Icon>> = {
  unassigned: IconInbox,
  mine: IconUserCheck,
  waiting: IconHourglass,
  open: IconStack2,
  resolved: IconCircleCheck,
};

export const orderSchema = address({
  sort: oneOf("updated", "created", "priority"),
  direction: oneOf("asc", "desc"),
});

export type QueueOrder = ReturnType<typeof orderSchema>;

/** The order a queue has when the address names none. */
export function completeOrder({ sort = "updated", direction }: QueueOrder) {
  // The most urgent priority is 1.
  return { sort, direction: direction ?? (sort === "priority" ? ("asc" as const) : ("desc" as const)) };
}

export async function queuePage(
  deskKey: string,
  queue: string,
  order: QueueOrder,
  after: string | null,
  signal?: AbortSignal,
): Promise<QueuePage> {
  return answer(
    api.GET("/api/desks/{deskKey}/queues/{queue}/tickets", {
      params: {
        path: { deskKey, queue },
        query: { ...(order as object), after: after ?? undefined, limit: 100 },
      },
      signal,
    }),
  );
}

export const queueQueries = {
  ofDesk: (deskKey: string) =>
    queryOptions({
      queryKey: ["queues", deskKey, "counts"],
      queryFn: async ({ signal }): Promise<Queue[]> =>
        answer(api.GET("/api/desks/{deskKey}/queues", { params: { path: { deskKey } }, signal })),
    }),
  tickets: (deskKey: string, queue: string, order: QueueOrder) =>
    infiniteQueryOptions({
      queryKey: ["queues", deskKey, "tickets", queue, completeOrder(order)],
      queryFn: ({ pageParam, signal }) => queuePage(deskKey, queue, completeOrder(order), pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next ?? null,
    }),
};
