import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Stack, Title } from "@mantine/core";
import { IconBuildingCommunity } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { PageHeader } from "@/shared/layout/page-header";
import { administers, useSession } from "@/shared/session/session";
import { columnsOf, DataTable } from "@/shared/table/data-table";
import { ConflictDialog } from "../conflict-dialog";
import type { Desk } from "../desks";
import { useWorkedDesks } from "../desks";
import { DueCell, DueClocks, firstFound } from "../due";
import { findQueries } from "../find/queries";
import { queueAddress, queueQueries } from "../queue/queues";
import classes from "../queue/queue.module.css";
import { TicketCard, useTicketColumns } from "../queue/ticket-columns";
import { StepDialog } from "../step-dialog";
import type { TicketRow } from "../tickets";
import { ticketQueries } from "../tickets";

const shown = 15;

/** What is mine and goes on, what burns first on top; what is due never comes last. */
const mine = 'assignee = currentUser() AND "status category" != Done';
const byUrgency = `${mine} ORDER BY "next due", priority DESC`;

/** Where an agent's day begins: what is theirs, the most urgent first, and what waits to be taken. */
export function HomePage() {
  const { t } = useLingui();
  const session = useSession();
  const desks = useWorkedDesks();
  return (
    <>
      <PageHeader title={t`My work`} />
      {desks.length === 0 && (
        <EmptyState
          icon={<IconBuildingCommunity size={26} />}
          title={t`You do not work on any desk yet`}
          action={
            administers(session) && (
              <Button component={Link} to="/admin">
                <Trans>Go to the administration</Trans>
              </Button>
            )
          }
        >
          <Trans>A manager of a desk can add you to its agents; its queues then appear here.</Trans>
        </EmptyState>
      )}
      {desks.length > 0 && (
        <Stack gap="xl">
          <MyWork />
          {desks.map((desk) => (
            <DeskFigures key={desk.key} desk={desk} />
          ))}
        </Stack>
      )}
      <ConflictDialog />
      <StepDialog />
    </>
  );
}

const column = columnsOf<TicketRow>();

function MyWork() {
  const { t } = useLingui();
  const formats = useFormats();
  const navigate = useNavigate();
  const client = useQueryClient();
  const found = useQuery(firstFound(byUrgency, shown));
  const { data: all } = useQuery(findQueries.count(mine));
  const usual = useTicketColumns();
  const columns = useMemo(
    () => [
      column.display({
        id: "next due",
        header: t`Next due`,
        cell: ({ row: { original } }) => <DueCell ticketKey={original.key} />,
        meta: { width: "188px" },
      }) as (typeof usual)[number],
      ...usual.filter(
        (each) => each.id !== "assignee" && (each as { accessorKey?: string }).accessorKey !== "assignee",
      ),
    ],
    [t, usual],
  );
  const keys = found.data?.map(({ key }) => key) ?? [];
  const number = all === undefined ? "" : formats.number(all);
  return (
    <section aria-labelledby="my-work">
      <Group justify="space-between" align="baseline" mb="xs">
        <Title order={2} id="my-work">
          <Trans>Assigned to me, what burns first</Trans>
        </Title>
        {all !== undefined && all > shown && (
          <Link to="/tickets" search={{ query: byUrgency } as never}>
            <Trans>All {number}</Trans>
          </Link>
        )}
      </Group>
      <DueClocks keys={keys}>
        <DataTable
          label={t`Assigned to me`}
          columns={columns}
          rows={found.data}
          rowKey={({ key }) => key}
          onOpen={({ key }) => void navigate({ to: "/tickets/$key", params: { key } })}
          onApproach={({ key }) => void client.prefetchQuery(ticketQueries.detail(key))}
          failure={found.error}
          onRetry={() => void found.refetch()}
          withKeys
          card={(row) => <TicketCard row={row} lead={<DueCell ticketKey={row.key} />} />}
          empty={
            <EmptyState title={t`Nothing is assigned to you`}>
              <Trans>Pick a ticket from the unassigned ones.</Trans>
            </EmptyState>
          }
        />
      </DueClocks>
    </section>
  );
}

function DeskFigures({ desk }: { desk: Desk }) {
  const formats = useFormats();
  const { data: queues = [] } = useQuery(queueQueries.ofDesk(desk.key));
  return (
    <section aria-label={desk.name}>
      <Group justify="space-between" align="baseline" mb="xs">
        <Title order={2}>{desk.name}</Title>
        <Link to="/desks/$deskKey/wall" params={{ deskKey: desk.key }}>
          <Trans>Wall view</Trans>
        </Link>
      </Group>
      <ul className={classes.figures}>
        {queues
          .filter(({ key, own, starred }) => key !== "resolved" && (!own || starred))
          .map((queue) => (
            <li key={queue.id}>
              <Link {...queueAddress(queue)} className={classes.figure}>
                <strong>{queue.count == null ? "–" : formats.number(queue.count)}</strong>
                <span>{queue.name}</span>
                {queue.oldest && (
                  <span className={classes.oldest}>
                    <Trans>oldest open</Trans> <RelativeTime instant={queue.oldest} />
                  </span>
                )}
              </Link>
            </li>
          ))}
      </ul>
    </section>
  );
}
