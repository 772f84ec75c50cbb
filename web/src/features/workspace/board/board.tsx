import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";

const TicketBoard = lazy(async () => ({ default: (await import("./ticket-board")).TicketBoard }));

/** The tickets of a query by their status; its code comes when it is first looked at. */
export function Board({ query }: { query: string }) {
  return (
    <Suspense fallback={<Skeleton height={320} radius="md" />}>
      <TicketBoard query={query} />
    </Suspense>
  );
}
