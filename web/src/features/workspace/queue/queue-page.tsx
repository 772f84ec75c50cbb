import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Alert, Button, Group, SegmentedControl, Tooltip } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import {
  IconAlertCircle,
  IconLayoutSidebarRight,
  IconSettings,
  IconStar,
  IconStarFilled,
} from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { lazy, Suspense, useEffect, useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { PageSkeleton, TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { PageHeader } from "@/shared/layout/page-header";
import { may, useSession } from "@/shared/session/session";
import type { Sort } from "@/shared/table/data-table";
import { DataTable } from "@/shared/table/data-table";
import { useSelection } from "@/shared/table/selection";
import { askStep } from "../asked-step";
import { AssignDialog } from "../assign-dialog";
import { useAssignment } from "../assignment";
import { BulkBar } from "../bulk/bulk-bar";
import { ExportButton } from "../bulk/export-button";
import { Board } from "../board/board";
import { ConflictDialog } from "../conflict-dialog";
import { lastDesk, useWorkedDesks } from "../desks";
import { StepDialog } from "../step-dialog";
import type { TicketRow } from "../tickets";
import { ticketQueries } from "../tickets";
import { LookButton } from "./look-button";
import type { QueueColumn, QueueDetail, QueueSearch } from "./queues";
import { allDesks, QueueIcon, queueQueries } from "./queues";
import { TicketCard, useTicketColumns } from "./ticket-columns";
import { useLook } from "./use-look";
import classes from "./queue.module.css";

const QueueEditor = lazy(() => import("./queue-editor"));
const Preview = lazy(() => import("./preview"));

interface QueuePageProps {
  deskKey: string;
  queue: string;
  search: QueueSearch;
  /** Changes what the address says. */
  onSearch: (change: QueueSearch) => void;
}

const keyOf = (row: TicketRow) => row.key;
const previewing = "maru.queue.preview";

/** What there is room for beside a preview. */
const besidePreview = ["type", "summary", "status", "assignee"].map((field) => ({ field }));

/** One queue: its tickets as it was told to show them, kept current by itself. */
export function QueuePage({ deskKey, queue, search, onSearch }: QueuePageProps) {
  const { data: detail, error, refetch } = useQuery(queueQueries.detail(deskKey, queue));
  useEffect(() => {
    if (deskKey !== allDesks) lastDesk.remember(deskKey);
  }, [deskKey]);
  if (error && !detail) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!detail) return <PageSkeleton />;
  if (search.edit)
    return (
      <Suspense fallback={<PageSkeleton />}>
        <QueueEditor queue={detail} onClose={() => onSearch({ edit: undefined })} />
      </Suspense>
    );
  return <ShownQueue deskKey={deskKey} queue={queue} detail={detail} search={search} onSearch={onSearch} />;
}

function ShownQueue({ deskKey, queue, detail, search, onSearch }: QueuePageProps & { detail: QueueDetail }) {
  const { t } = useLingui();
  const formats = useFormats();
  const navigate = useNavigate();
  const client = useQueryClient();
  const session = useSession();
  const desk = useWorkedDesks().find(({ key }) => key === deskKey);
  const wide = useMediaQuery("(min-width: 80em)", true, { getInitialValueInEffect: false });
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const [beside, setBeside] = useState(() => localStorage.getItem(previewing) === "yes");
  const order = { sort: search.sort, direction: search.direction };
  const list = useInfiniteQuery({
    ...queueQueries.tickets(deskKey, queue, order),
    enabled: detail.problems.length === 0,
  });
  const selecting = useSelection(detail.wholeQuery);
  const { assignToMe } = useAssignment();
  const [assigning, setAssigning] = useState<(TicketRow & { deskKey: string }) | null>(null);

  const pages = list.data?.pages;
  const { grouping } = detail;
  const groupOf = (row: TicketRow) => (grouping && row.cells[grouping.field]?.text) || "";
  // Under each of its labels a ticket is a row of its own.
  const rowKey = (row: TicketRow) => (grouping ? `${row.key} ${groupOf(row)}` : row.key);
  // A row that moved while the next page was fetched may come twice.
  const rows = pages && [
    ...new Map(pages.flatMap(({ items }) => items).map((row) => [rowKey(row), row])).values(),
  ];
  const fetched = new Set(rows?.map(({ key }) => key)).size;
  const { total, oldest } = pages?.at(-1) ?? {};
  const name = useQueueName(detail);
  const split = beside && wide && search.ticket !== undefined;
  const { look } = detail;
  const shown = look?.columns ?? detail.columns;
  const columns = useTicketColumns(split ? besidePreview : shown);
  const keepLook = useLook(deskKey, queue, detail);
  const as = search.as ?? detail.layout;

  function open({ key }: TicketRow) {
    if (beside && wide) onSearch({ ...search, ticket: key });
    else void navigate({ to: "/tickets/$key", params: { key } });
  }

  const arranged = useMutation({
    mutationFn: async (columns: readonly QueueColumn[]) =>
      answer(
        api.PATCH("/api/queues/{id}", {
          params: { path: { id: detail.id } },
          headers: ifMatch(detail.version),
          body: { columns: columns.map(({ field, width }) => ({ field, width })) } as never,
        }),
      ),
    onSuccess: (changed) =>
      client.setQueryData(queueQueries.detail(deskKey, queue).queryKey, changed as QueueDetail),
    onError: toast.failed,
  });

  /** Whoever may change the queue does, unless they have it in a way of their own. */
  function resize(field: string, width: number) {
    const resized = shown.map((column) => (column.field === field ? { ...column, width } : column));
    if (detail.mayChange && !look) arranged.mutate(resized);
    else keepLook({ columns: resized, density: look?.density });
  }

  const mayOf = (permission: "ticket.assign" | "ticket.transition", row: TicketRow) =>
    may(session, permission, row.key.slice(0, row.key.lastIndexOf("-")));

  /** With the preview open, a ticket's link shows it there, as the rest of its row does; a new tab stays a new tab. */
  function preview(event: MouseEvent<HTMLElement>) {
    if (!beside || !wide || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const pressed = (event.target as HTMLElement).closest("tbody a")?.closest<HTMLElement>("[data-row]");
    const key = rows?.find((row) => rowKey(row) === pressed?.dataset.row)?.key;
    if (key === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onSearch({ ...search, ticket: key });
  }

  const table = (
    <div onClickCapture={preview}>
      <DataTable
        selecting={selecting}
        label={t`Tickets: ${name}`}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        selectKey={keyOf}
        onOpen={open}
        onApproach={({ key }) => void client.prefetchQuery(ticketQueries.detail(key))}
        rowShortcuts={[
          {
            keys: "a",
            label: t`Assign the row's ticket`,
            group: t`Tickets`,
            run: (row) =>
              mayOf("ticket.assign", row) &&
              setAssigning({ ...row, deskKey: row.key.slice(0, row.key.lastIndexOf("-")) }),
          },
          {
            keys: "m",
            label: t`Assign the row's ticket to me`,
            group: t`Tickets`,
            run: (row) => mayOf("ticket.assign", row) && void assignToMe(row),
          },
          {
            keys: "s",
            label: t`Change the status of the row's ticket`,
            group: t`Tickets`,
            run: (row) => mayOf("ticket.transition", row) && askStep({ ticketKey: row.key }),
          },
        ]}
        sort={search.sort ? { key: search.sort, direction: search.direction ?? "desc" } : undefined}
        onSort={(chosen: Sort) => onSearch({ ...search, sort: chosen.key, direction: chosen.direction })}
        failure={list.error}
        onRetry={() => void list.refetch()}
        empty={<EmptyQueue detail={detail} />}
        card={(row) => <TicketCard row={row} />}
        hasMore={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage({ cancelRefetch: false })}
        density={look?.density ?? detail.density}
        groupOf={grouping ? (row) => groupOf(row) || t`No ${grouping.label ?? ""}` : undefined}
        colourOf={(row) => row.colour}
        onResize={split ? undefined : resize}
      />
      {total != null && rows && fetched < total && (
        <p role="status">{t`${formats.number(fetched)} of ${formats.number(total)} shown`}</p>
      )}
      <BulkBar query={detail.wholeQuery} total={total ?? undefined} selecting={selecting} />
    </div>
  );

  return (
    <>
      <PageHeader
        title={name}
        documentTitle={desk ? `${name} · ${desk.name}` : name}
        description={
          <span aria-live="polite">
            {desk?.name ?? t`All desks`}
            {total != null && <> · {t`${plural(total, { one: "# ticket", other: "# tickets" })}`}</>}
            {oldest && (
              <>
                {" "}
                · <Trans>oldest open</Trans> <RelativeTime instant={oldest} />
              </>
            )}
          </span>
        }
        actions={
          <Group gap="xs">
            <SegmentedControl
              size="sm"
              aria-label={t`How the tickets stand`}
              value={as}
              data={[
                { value: "list", label: t`List` },
                { value: "board", label: t`Board` },
              ]}
              onChange={(chosen) => onSearch({ ...search, as: chosen as typeof as, ticket: undefined })}
            />
            <StarButton deskKey={deskKey} detail={detail} />
            <ExportButton
              query={detail.wholeQuery}
              columns={[...new Set(["key", "summary", ...shown.map(({ field }) => field)])]}
            />
            {!narrow && as === "list" && <LookButton detail={detail} onLook={keepLook} />}
            {wide && as === "list" && (
              <Tooltip label={t`Preview at the side`}>
                <ActionIcon
                  variant={beside ? "light" : "default"}
                  size="lg"
                  aria-label={t`Preview at the side`}
                  aria-pressed={beside}
                  onClick={() => {
                    localStorage.setItem(previewing, beside ? "no" : "yes");
                    setBeside(!beside);
                    if (beside) onSearch({ ...search, ticket: undefined });
                  }}
                >
                  <IconLayoutSidebarRight size={18} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
            {detail.mayChange ? (
              <Button
                variant="default"
                leftSection={<IconSettings size={16} aria-hidden />}
                onClick={() => onSearch({ edit: "yes" })}
              >
                <Trans>Edit the queue</Trans>
              </Button>
            ) : (
              <Button
                component={Link}
                to="/queues/new"
                search={{ desk: detail.deskKey ?? undefined, query: detail.query } as never}
                variant="default"
              >
                <Trans>Make a queue like this</Trans>
              </Button>
            )}
          </Group>
        }
      />
      {detail.problems.length > 0 ? (
        <Broken detail={detail} onEdit={() => onSearch({ edit: "yes" })} />
      ) : as === "board" ? (
        <Board
          query={detail.wholeQuery}
          view={search}
          onView={({ columns: by, empty }) => onSearch({ ...search, columns: by, empty })}
        />
      ) : split ? (
        <div className={classes.beside}>
          {table}
          <Suspense fallback={<TextSkeleton lines={6} />}>
            <Preview
              key={search.ticket}
              ticketKey={search.ticket ?? ""}
              onClose={() => onSearch({ ...search, ticket: undefined })}
            />
          </Suspense>
        </div>
      ) : (
        table
      )}
      <AssignDialog ticket={assigning} onClose={() => setAssigning(null)} />
      <ConflictDialog />
      <StepDialog />
    </>
  );
}

/** A queue's name in the reader's language, or in the other one. */
function useQueueName({ name }: Pick<QueueDetail, "name">): string {
  const { language } = useFormats();
  return (language === "ko" ? (name.ko ?? name.en) : (name.en ?? name.ko)) ?? "";
}

function StarButton({ deskKey, detail }: { deskKey: string; detail: QueueDetail }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const star = useMutation({
    mutationFn: async () => {
      const path = { params: { path: { id: detail.id } } };
      return detail.starred
        ? answer(api.DELETE("/api/queues/{id}/star", path))
        : answer(api.PUT("/api/queues/{id}/star", path));
    },
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["queues", deskKey] }),
        client.invalidateQueries({ queryKey: queueQueries.ofDesk(allDesks).queryKey }),
      ]),
    onError: toast.failed,
  });
  const label = detail.starred ? t`Take out of the starred queues` : t`Star this queue`;
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={label}
        aria-pressed={detail.starred}
        loading={star.isPending}
        onClick={() => star.mutate()}
      >
        {detail.starred ? (
          <IconStarFilled size={18} aria-hidden color="var(--mantine-color-yellow-6)" />
        ) : (
          <IconStar size={18} aria-hidden />
        )}
      </ActionIcon>
    </Tooltip>
  );
}

/** A queue that names what is not there any more. */
function Broken({ detail, onEdit }: { detail: QueueDetail; onEdit: () => void }) {
  const { t } = useLingui();
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertCircle size={18} />}
      title={t`This queue names something that is not there any more`}
    >
      {detail.problems.map(({ start, message }) => (
        <div key={`${start} ${message}`}>{message}</div>
      ))}
      {detail.mayChange ? (
        <Button mt="sm" size="xs" color="red" variant="light" onClick={onEdit}>
          <Trans>Mend the query</Trans>
        </Button>
      ) : (
        <Trans>Its owner can mend it.</Trans>
      )}
    </Alert>
  );
}

const known = ["unassigned", "mine", "waiting", "open", "resolved"] as const;

function EmptyQueue({ detail }: { detail: QueueDetail }) {
  const { t } = useLingui();
  const words: Record<(typeof known)[number], { title: string; next: string }> = {
    unassigned: { title: t`No unassigned tickets`, next: t`New tickets appear here by themselves.` },
    mine: { title: t`Nothing is assigned to you`, next: t`Pick a ticket from the unassigned ones.` },
    waiting: {
      title: t`Nothing is waiting`,
      next: t`Tickets that wait for a customer or a supplier are listed here.`,
    },
    open: { title: t`No open tickets`, next: t`New tickets appear here by themselves.` },
    resolved: { title: t`No resolved tickets yet`, next: t`Resolved tickets are listed here.` },
  };
  const of = known.find((key) => key === detail.key);
  const { title, next } = of
    ? words[of]
    : { title: t`No ticket in this queue`, next: t`Tickets that match its query appear here by themselves.` };
  return (
    <EmptyState
      icon={<QueueIcon name={detail.icon} size={26} />}
      title={title}
      action={
        of === "mine" && (
          <Button
            component={Link}
            to="/queues/$deskKey/$queue"
            params={{ deskKey: detail.deskKey, queue: "unassigned" } as never}
            variant="default"
          >
            <Trans>Unassigned tickets</Trans>
          </Button>
        )
      }
    >
      {next}
    </EmptyState>
  );
}
