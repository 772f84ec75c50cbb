import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { IconCircleCheck, IconHourglass, IconInbox, IconStack2, IconUserCheck } from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import * as z from "zod/mini";
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

export const orderSchema = z.object({
  sort: z.catch(z.optional(z.enum(["updated", "created", "priority"])), undefined),
  direction: z.catch(z.optional(z.enum(["asc", "desc"])), undefined),
});

export type QueueOrder = z.infer<typeof orderSchema>;

/** The order a queue has when the address names none. */
export function completeOrder({ sort = "updated", direction }: QueueOrder) {
  // The most urgent priority is 1.
  return { sort, direction: direction ?? (sort === "priority" ? ("asc" as const) : ("desc" as const)) };
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
      queryFn: async ({ pageParam, signal }): Promise<QueuePage> =>
        answer(
          api.GET("/api/desks/{deskKey}/queues/{queue}/tickets", {
            params: {
              path: { deskKey, queue },
              query: { ...(completeOrder(order) as object), after: pageParam ?? undefined, limit: 100 },
            },
            signal,
          }),
        ),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next ?? null,
    }),
};
