import { Skeleton } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { BoardView } from "./columns";

const TicketBoard = lazy(async () => ({ default: (await import("./ticket-board")).TicketBoard }));

interface BoardProps {
  query: string;
  view: BoardView;
  /** Changes what the address says of it. */
  onView: (view: BoardView) => void;
}

/** The tickets of a query by their status; its code comes when it is first looked at. */
export function Board(props: BoardProps) {
  return (
    <Suspense fallback={<Skeleton height={320} radius="md" />}>
      <TicketBoard {...props} />
    </Suspense>
  );
}
