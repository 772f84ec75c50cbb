import type { InfiniteData, Query, QueryClient } from "@tanstack/react-query";
import type { TicketEvent } from "@/shared/live/live";
import type { QueueOrder, QueuePage } from "./queues";
import { allDesks, queuePage, queueQueries } from "./queues";

type List = InfiniteData<QueuePage, string | null>;

/**
 * Brings the queues on the screen up to date with what happened. Somebody who has scrolled through many pages does not
 * ask for all of them again: only for the first, where what is new arrives, and for those that show a changed ticket.
 */
export async function refreshQueues(client: QueryClient, events: readonly TicketEvent[]): Promise<void> {
  const keysByDesk = new Map<string, Set<string>>();
  for (const { deskKey, key } of events) {
    keysByDesk.set(deskKey, (keysByDesk.get(deskKey) ?? new Set()).add(key));
    keysByDesk.set(allDesks, (keysByDesk.get(allDesks) ?? new Set()).add(key));
  }
  await Promise.all(
    [...keysByDesk].flatMap(([deskKey, changed]) => {
      const queryKey = ["queues", deskKey, "tickets"];
      const shown = client.getQueryCache().findAll({ queryKey, type: "active" });
      return [
        client.invalidateQueries({ queryKey: queueQueries.ofDesk(deskKey).queryKey }),
        client.invalidateQueries({ queryKey, type: "inactive", refetchType: "none" }),
        ...shown.map((query) => refreshList(client, query, changed)),
      ];
    }),
  );
}

async function refreshList(client: QueryClient, query: Query, changed: ReadonlySet<string>): Promise<void> {
  const list = query.state.data as List | undefined;
  if (!list || list.pages.length < 2)
    return client.invalidateQueries({ queryKey: query.queryKey, exact: true });
  const [, deskKey, , queue, order] = query.queryKey as [string, string, string, string, QueueOrder];
  // Between groups a ticket goes to any page.
  if (client.getQueryData(queueQueries.detail(deskKey, queue).queryKey)?.grouping)
    return client.invalidateQueries({ queryKey: query.queryKey, exact: true });
  const fresh = new Map<string | null, QueuePage>();
  const concerned = list.pageParams.filter(
    (_, position) => position === 0 || list.pages[position]?.items.some(({ key }) => changed.has(key)),
  );
  await Promise.all(
    concerned.map(async (after) => fresh.set(after, await queuePage(deskKey, queue, order, after))),
  ).catch(() => client.invalidateQueries({ queryKey: query.queryKey, exact: true }));
  const total = fresh.get(null)?.total;
  client.setQueryData<List>(
    query.queryKey,
    (now) =>
      now && {
        ...now,
        pages: now.pages.map((page, position) => {
          const newer = fresh.get(now.pageParams[position] ?? null);
          const last = position === now.pages.length - 1;
          return { ...(newer ? renewed(page, newer, changed, last) : page), total: total ?? page.total };
        }),
      },
    // The other pages are as old as they were.
    { updatedAt: query.state.dataUpdatedAt },
  );
}

/** A page asked for again. What newer rows have pushed over its end still stands between it and the next page. */
function renewed(page: QueuePage, newer: QueuePage, changed: ReadonlySet<string>, last: boolean): QueuePage {
  if (last) return newer;
  const there = new Set(newer.items.map(({ key }) => key));
  const pushed = page.items.filter(({ key }) => !there.has(key) && !changed.has(key));
  return { ...newer, items: [...newer.items, ...pushed] };
}
