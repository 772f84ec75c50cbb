import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { useFormats } from "@/shared/i18n/formats";
import { PageHeader } from "@/shared/layout/page-header";
import { may, useSession } from "@/shared/session/session";
import type { Sort } from "@/shared/table/data-table";
import { DataTable } from "@/shared/table/data-table";
import { AssignDialog } from "../assign-dialog";
import { useAssignment } from "../assignment";
import { ConflictDialog } from "../conflict-dialog";
import { lastDesk, useWorkedDesks } from "../desks";
import type { TicketRow } from "../tickets";
import { ticketQueries } from "../tickets";
import type { QueueKey, QueueOrder } from "./queues";
import { completeOrder, queueIcons, queueQueries } from "./queues";
import { TicketCard, useTicketColumns } from "./ticket-columns";

interface QueuePageProps {
  deskKey: string;
  queue: QueueKey;
  order: QueueOrder;
  onOrder: (order: QueueOrder) => void;
}

const keyOf = (row: TicketRow) => row.key;

/** One queue of a desk: a dense table that is walked with the keyboard and stays current by itself. */
export function QueuePage({ deskKey, queue, order, onOrder }: QueuePageProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const navigate = useNavigate();
  const client = useQueryClient();
  const session = useSession();
  const desk = useWorkedDesks().find(({ key }) => key === deskKey);
  const list = useInfiniteQuery(queueQueries.tickets(deskKey, queue, order));
  const { data: queues } = useQuery(queueQueries.ofDesk(deskKey));
  const columns = useTicketColumns();
  const { assignToMe } = useAssignment();
  const [assigning, setAssigning] = useState<(TicketRow & { deskKey: string }) | null>(null);
  useEffect(() => lastDesk.remember(deskKey), [deskKey]);

  const pages = list.data?.pages;
  // A row that moved while the next page was fetched may come twice.
  const rows = pages && [
    ...new Map(pages.flatMap(({ items }) => items).map((row) => [row.key, row])).values(),
  ];
  const total = pages?.at(-1)?.total;
  const name = queues?.find(({ key }) => key === queue)?.name ?? "";
  const { sort, direction } = completeOrder(order);
  const mayAssign = may(session, "ticket.assign", deskKey);

  return (
    <>
      <PageHeader
        title={name}
        documentTitle={`${name} · ${desk?.name ?? deskKey}`}
        description={
          <span aria-live="polite">
            {desk?.name ?? deskKey}
            {total !== undefined && <> · {t`${plural(total, { one: "# ticket", other: "# tickets" })}`}</>}
          </span>
        }
      />
      <DataTable
        label={t`Tickets: ${name}`}
        columns={columns}
        rows={rows}
        rowKey={keyOf}
        onOpen={({ key }) => void navigate({ to: "/tickets/$key", params: { key } })}
        onApproach={({ key }) => void client.prefetchQuery(ticketQueries.detail(key))}
        rowShortcuts={
          mayAssign
            ? [
                {
                  keys: "a",
                  label: t`Assign the row's ticket`,
                  group: t`Tickets`,
                  run: (row) => setAssigning({ ...row, deskKey }),
                },
                {
                  keys: "m",
                  label: t`Assign the row's ticket to me`,
                  group: t`Tickets`,
                  run: (row) => void assignToMe(row),
                },
              ]
            : []
        }
        sort={{ key: sort, direction }}
        onSort={(chosen: Sort) =>
          onOrder({ sort: chosen.key as QueueOrder["sort"], direction: chosen.direction })
        }
        failure={list.error}
        onRetry={() => void list.refetch()}
        empty={<EmptyQueue deskKey={deskKey} queue={queue} />}
        card={(row) => <TicketCard row={row} />}
        hasMore={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage({ cancelRefetch: false })}
      />
      {total !== undefined && rows && rows.length < total && (
        <p role="status">{t`${formats.number(rows.length)} of ${formats.number(total)} shown`}</p>
      )}
      <AssignDialog ticket={assigning} onClose={() => setAssigning(null)} />
      <ConflictDialog />
    </>
  );
}

function EmptyQueue({ deskKey, queue }: { deskKey: string; queue: QueueKey }) {
  const { t } = useLingui();
  const Mark = queueIcons[queue];
  const words: Record<QueueKey, { title: string; next: string }> = {
    unassigned: { title: t`No unassigned tickets`, next: t`New tickets appear here by themselves.` },
    mine: { title: t`Nothing is assigned to you`, next: t`Pick a ticket from the unassigned ones.` },
    waiting: {
      title: t`Nothing is waiting`,
      next: t`Tickets that wait for a customer or a supplier are listed here.`,
    },
    open: { title: t`No open tickets`, next: t`New tickets appear here by themselves.` },
    resolved: { title: t`No resolved tickets yet`, next: t`Resolved tickets are listed here.` },
  };
  return (
    <EmptyState
      icon={<Mark size={26} />}
      title={words[queue].title}
      action={
        queue === "mine" && (
          <Button
            component={Link}
            to="/queues/$deskKey/$queue"
            params={{ deskKey, queue: "unassigned" } as never}
            variant="default"
          >
            <Trans>Unassigned tickets</Trans>
          </Button>
        )
      }
    >
      {words[queue].next}
    </EmptyState>
  );
}
