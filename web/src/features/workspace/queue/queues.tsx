import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import {
  IconAlarm,
  IconBolt,
  IconBriefcase,
  IconBug,
  IconCalendar,
  IconCircleCheck,
  IconFlag,
  IconFlame,
  IconHeadset,
  IconHeart,
  IconHourglass,
  IconInbox,
  IconList,
  IconShield,
  IconStack2,
  IconTool,
  IconUserCheck,
  IconUsers,
} from "@tabler/icons-react";
import type { Icon } from "@tabler/icons-react";
import { createElement } from "react";
import { address, oneOf, text } from "@/shared/address";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { boardSchema } from "../board/columns";

export type Queue = Schemas["QueueView"];
export type QueueDetail = Schemas["QueueDetail"];
export type QueueColumn = Schemas["ListedColumn"];
export type QueueLook = Schemas["QueueLook"];
export type QueueContent = Schemas["QueueContent"];
export type QueuePage = Schemas["QueuePage"];
export type Column = Schemas["ColumnView"];

/** What stands in an address for queues over all desks. Keys of desks are in capitals. */
export const allDesks = "all";

const icons: Readonly<Record<string, Icon>> = {
  inbox: IconInbox,
  "user-check": IconUserCheck,
  hourglass: IconHourglass,
  stack: IconStack2,
  "circle-check": IconCircleCheck,
  list: IconList,
  flag: IconFlag,
  flame: IconFlame,
  bolt: IconBolt,
  alarm: IconAlarm,
  calendar: IconCalendar,
  users: IconUsers,
  headset: IconHeadset,
  bug: IconBug,
  tool: IconTool,
  shield: IconShield,
  briefcase: IconBriefcase,
  heart: IconHeart,
};

export const queueIconNames = Object.keys(icons);

interface QueueIconProps {
  name: string;
  size: number;
  /** Read out; without it the icon says nothing. */
  label?: string;
}

export function QueueIcon({ name, size, label }: QueueIconProps) {
  return createElement(icons[name] ?? IconList, {
    size,
    "aria-label": label,
    "aria-hidden": label === undefined,
  });
}

/** What a list of tickets shows where nobody has chosen. */
export const usualColumns = [
  "type",
  "key",
  "summary",
  "request type",
  "status",
  "priority",
  "reporter",
  "assignee",
  "updated",
].map((field) => ({ field }));

export const densities = ["compact", "normal", "roomy"] as const;
export const colours = [
  "red",
  "orange",
  "yellow",
  "green",
  "teal",
  "blue",
  "violet",
  "pink",
  "gray",
] as const;

/** How a queue is looked at: what the address says beyond its name. */
export const queueSchema = address({
  sort: text,
  direction: oneOf("asc", "desc"),
  as: oneOf("list", "board"),
  ...boardSchema,
  ticket: text,
  edit: oneOf("yes"),
});

export type QueueSearch = ReturnType<typeof queueSchema>;
export type QueueOrder = Pick<QueueSearch, "sort" | "direction">;

/** What a new queue begins with. */
export const newQueueSchema = address({ desk: text, query: text });

export async function queuePage(
  deskKey: string,
  queue: string,
  order: QueueOrder,
  after: string | null,
  signal?: AbortSignal,
): Promise<QueuePage> {
  const query = {
    sort: order.sort,
    direction: order.direction,
    after: after ?? undefined,
    limit: 100,
  } as object;
  return deskKey === allDesks
    ? answer(api.GET("/api/queues/{id}/tickets", { params: { path: { id: Number(queue) }, query }, signal }))
    : answer(
        api.GET("/api/desks/{deskKey}/queues/{queue}/tickets", {
          params: { path: { deskKey, queue }, query },
          signal,
        }),
      );
}

export const queueQueries = {
  ofDesk: (deskKey: string) =>
    queryOptions({
      queryKey: ["queues", deskKey, "counts"],
      queryFn: async ({ signal }): Promise<Queue[]> =>
        deskKey === allDesks
          ? answer(api.GET("/api/queues", { signal }))
          : answer(api.GET("/api/desks/{deskKey}/queues", { params: { path: { deskKey } }, signal })),
    }),
  detail: (deskKey: string, queue: string) =>
    queryOptions({
      queryKey: ["queues", deskKey, "detail", queue],
      queryFn: async ({ signal }): Promise<QueueDetail> =>
        deskKey === allDesks
          ? answer(api.GET("/api/queues/{id}", { params: { path: { id: Number(queue) } }, signal }))
          : answer(
              api.GET("/api/desks/{deskKey}/queues/{queue}", {
                params: { path: { deskKey, queue } },
                signal,
              }),
            ),
    }),
  tickets: (deskKey: string, queue: string, order: QueueOrder) =>
    infiniteQueryOptions({
      queryKey: ["queues", deskKey, "tickets", queue, { sort: order.sort, direction: order.direction }],
      queryFn: ({ pageParam, signal }) => queuePage(deskKey, queue, order, pageParam, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next ?? null,
      retry: false,
    }),
  columns: () =>
    queryOptions({
      queryKey: ["queue columns"],
      queryFn: async ({ signal }): Promise<Column[]> => answer(api.GET("/api/queries/columns", { signal })),
    }),
};

/** The address of a queue among the pages. */
export function queueAddress({ deskKey, key, id }: Pick<Queue, "deskKey" | "key" | "id">) {
  return {
    to: "/queues/$deskKey/$queue" as const,
    params: deskKey ? { deskKey, queue: key } : { deskKey: allDesks, queue: String(id) },
  };
}
