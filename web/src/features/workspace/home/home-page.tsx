import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Stack, Title } from "@mantine/core";
import { IconBuildingCommunity } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { EmptyState } from "@/shared/feedback/empty-state";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { PageHeader } from "@/shared/layout/page-header";
import { administers, useSession } from "@/shared/session/session";
import { DataTable } from "@/shared/table/data-table";
import { ConflictDialog } from "../conflict-dialog";
import type { Desk } from "../desks";
import { useWorkedDesks } from "../desks";
import { queueAddress, queueQueries } from "../queue/queues";
import classes from "../queue/queue.module.css";
import { TicketCard, useTicketColumns } from "../queue/ticket-columns";
import { StepDialog } from "../step-dialog";
import { ticketQueries } from "../tickets";

const byPriority = { sort: "priority", direction: "desc" } as const;
const shown = 10;

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
      <Stack gap="xl">
        {desks.map((desk, position) => (
          <DeskWork key={desk.key} desk={desk} withKeys={position === 0} />
        ))}
      </Stack>
      <ConflictDialog />
      <StepDialog />
    </>
  );
}

function DeskWork({ desk, withKeys }: { desk: Desk; withKeys: boolean }) {
  const { t } = useLingui();
  const formats = useFormats();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data: queues = [] } = useQuery(queueQueries.ofDesk(desk.key));
  const mine = useInfiniteQuery(queueQueries.tickets(desk.key, "mine", byPriority));
  const columns = useTicketColumns();
  const first = mine.data?.pages[0];
  return (
    <section aria-label={desk.name}>
      <Title order={2} mb="xs">
        {desk.name}
      </Title>
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
      <DataTable
        label={t`Assigned to me: ${desk.name}`}
        columns={columns}
        rows={first?.items.slice(0, shown)}
        rowKey={({ key }) => key}
        onOpen={({ key }) => void navigate({ to: "/tickets/$key", params: { key } })}
        onApproach={({ key }) => void client.prefetchQuery(ticketQueries.detail(key))}
        failure={mine.error}
        onRetry={() => void mine.refetch()}
        withKeys={withKeys}
        card={(row) => <TicketCard row={row} />}
        empty={
          <EmptyState title={t`Nothing is assigned to you`}>
            <Trans>Pick a ticket from the unassigned ones.</Trans>
          </EmptyState>
        }
      />
    </section>
  );
}
