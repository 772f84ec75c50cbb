import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, SegmentedControl, Skeleton, Stack } from "@mantine/core";
import { IconAlertCircle, IconDeviceFloppy, IconFilterSearch, IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { isProblem } from "@/shared/api/problem";
import { EmptyState } from "@/shared/feedback/empty-state";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { PageHeader } from "@/shared/layout/page-header";
import type { Sort } from "@/shared/table/data-table";
import { DataTable } from "@/shared/table/data-table";
import { useSelection } from "@/shared/table/selection";
import { BulkBar } from "../bulk/bulk-bar";
import { ExportButton } from "../bulk/export-button";
import { RecentBulkChanges } from "../bulk/recent-bulk-changes";
import { TicketCard, useTicketColumns } from "../queue/ticket-columns";
import { Board } from "../board/board";
import type { BoardView } from "../board/columns";
import { boardQuery } from "../board/queries";
import { ConflictDialog } from "../conflict-dialog";
import { StepDialog } from "../step-dialog";
import type { TicketRow } from "../tickets";
import { ticketQueries } from "../tickets";
import classes from "./find-page.module.css";
import type { Asked, QueryProblem } from "./queries";
import { findQueries, refusedFor, textOf, treeQuery } from "./queries";

const QueryEditor = lazy(async () => ({
  default: (await import("@/shared/query/query-editor")).QueryEditor,
}));

const QueryBuilder = lazy(async () => ({ default: (await import("./query-builder")).QueryBuilder }));

interface FindPageProps {
  /** What is asked; it stands in the address, as all of this does. */
  query: string;
  onQuery: (query: string) => void;
  by?: Asked["by"];
  onBy?: (by: Asked["by"]) => void;
  as?: Asked["as"];
  onAs?: (as: Asked["as"]) => void;
  view?: BoardView;
  onView?: (view: BoardView) => void;
}

const nothing = () => undefined;
const keyOf = (row: TicketRow) => row.key;

/** The fields that the columns show, as ORDER BY names them. */
const sortedBy: Readonly<Record<string, string>> = {
  key: "key",
  summary: "summary",
  status: "status",
  priority: "priority",
  reporter: "reporter",
  assignee: "assignee",
  updatedAt: "updated",
};

/** Any tickets of the desks one works on, asked for in the query language. */
export function FindPage({
  query,
  onQuery,
  by = "text",
  onBy,
  as = "list",
  onAs,
  view = {},
  onView = nothing,
}: FindPageProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [written, setWritten] = useState({ of: query, text: query });
  const text = written.of === query ? written.text : query;
  const write = (next: string) => setWritten({ of: query, text: next });
  const asBoard = as === "board";
  const list = useInfiniteQuery({ ...findQueries.page(query), enabled: !asBoard });
  const board = useQuery({ ...boardQuery(query), enabled: asBoard });
  const shown = asBoard ? board : list;
  const count = useQuery({ ...findQueries.count(query), enabled: !shown.isPending && !shown.error });
  // What is fetched again because something happened is nothing that anybody waits for.
  const [asking, setAsking] = useState(false);
  const selecting = useSelection(query);
  const listed = useTicketColumns();
  const columns = useMemo(
    () =>
      listed.map((column) => ({
        ...column,
        meta: { ...column.meta, sortKey: sortedBy[(column as { accessorKey?: string }).accessorKey ?? ""] },
      })) as typeof listed,
    [listed],
  );
  const tree = useQuery({
    ...treeQuery(query),
    enabled: query !== "" && !asBoard && !list.isPending && !list.error,
  });
  const problems = text === query ? refusedFor(shown.error) : [];
  const rows = list.data?.pages.flatMap(({ items }) => items);

  function ask(next = text) {
    if (next === query) {
      setAsking(true);
      void client.invalidateQueries({ queryKey: ["found", query] }).finally(() => setAsking(false));
    } else onQuery(next);
  }

  const first = tree.data?.order[0];
  const sort =
    first?.subject.field == null
      ? undefined
      : { key: first.subject.field, direction: first.direction ?? ("asc" as const) };

  async function sortBy({ key, direction }: Sort) {
    try {
      const { where } = await client.fetchQuery(treeQuery(query));
      onQuery(await textOf({ where, order: [{ subject: { name: key }, direction }] }));
    } catch (failure) {
      toast.failed(failure);
    }
  }

  return (
    <>
      <PageHeader
        title={t`Find tickets`}
        description={<span aria-live="polite">{told()}</span>}
        actions={
          <Group gap="sm">
            {onBy && (
              <SegmentedControl
                size="sm"
                aria-label={t`How the query is made`}
                value={by}
                onChange={(next) => onBy(next as Asked["by"])}
                data={[
                  { value: "text", label: t({ message: "Text", context: "query" }) },
                  { value: "conditions", label: t({ message: "Conditions", context: "query" }) },
                ]}
              />
            )}
            {onAs && (
              <SegmentedControl
                size="sm"
                aria-label={t`How what is found is shown`}
                value={as}
                onChange={(next) => onAs(next as Asked["as"])}
                data={[
                  { value: "list", label: t`List` },
                  { value: "board", label: t`Board` },
                ]}
              />
            )}
          </Group>
        }
      />
      <Stack gap="sm" mb="md">
        {by === "conditions" ? (
          <Suspense fallback={<Skeleton height={120} radius="md" />}>
            <QueryBuilder value={query} onChange={onQuery} onText={() => onBy?.("text")} />
          </Suspense>
        ) : (
          <Group align="flex-start" gap="sm" className={classes.question}>
            <Suspense fallback={<Skeleton height={42} radius="md" className={classes.waiting} />}>
              <QueryEditor
                label={t`Query`}
                value={text}
                onChange={write}
                onSubmit={ask}
                placeholder={t`For example: assignee = currentUser() AND priority >= High`}
              />
            </Suspense>
            <Button
              size="md"
              leftSection={<IconSearch size={18} aria-hidden />}
              onClick={() => ask()}
              loading={shown.isLoading || asking}
            >
              <Trans>Find</Trans>
            </Button>
          </Group>
        )}
        {problems.length > 0 && <Problems problems={problems} query={query} onQuery={onQuery} />}
        <Group justify="space-between" gap="xs">
          <Examples onQuery={onQuery} />
          <Group gap="xs">
            {query !== "" && problems.length === 0 && (
              <Button
                component={Link}
                to="/queues/new"
                search={{ query } as never}
                size="compact-sm"
                variant="light"
                leftSection={<IconDeviceFloppy size={15} aria-hidden />}
              >
                <Trans>Keep as a queue</Trans>
              </Button>
            )}
            <ExportButton query={query} />
            <RecentBulkChanges />
          </Group>
        </Group>
      </Stack>
      {problems.length === 0 && asBoard && <Board query={query} view={view} onView={onView} />}
      {problems.length === 0 && !asBoard && (
        <DataTable
          selecting={selecting}
          label={t`Tickets found`}
          columns={columns}
          rows={rows}
          rowKey={keyOf}
          onOpen={({ key }) => void navigate({ to: "/tickets/$key", params: { key } })}
          onApproach={({ key }) => void client.prefetchQuery(ticketQueries.detail(key))}
          sort={sort}
          onSort={(chosen) => void sortBy(chosen)}
          failure={list.error}
          onRetry={() => void list.refetch()}
          empty={
            <EmptyState icon={<IconFilterSearch size={26} />} title={t`No ticket matches`}>
              <Trans>
                A ticket on which a field is empty is left out by “!=” and “NOT”. To count it in, add “OR … IS
                EMPTY”.
              </Trans>
            </EmptyState>
          }
          card={(row) => <TicketCard row={row} />}
          hasMore={list.hasNextPage}
          loadingMore={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage({ cancelRefetch: false })}
        />
      )}
      <ConflictDialog />
      <StepDialog />
      <BulkBar query={query} total={count.data} selecting={selecting} />
    </>
  );

  function told() {
    const total = count.data;
    if (total !== undefined) return t`${plural(total, { one: "# ticket", other: "# tickets" })}`;
    if (isProblem(count.error, "took_too_long") && rows)
      return t`More than ${formats.number(rows.length)} tickets; counting them all takes too long.`;
    return "\u00a0";
  }
}

interface ProblemsProps {
  problems: readonly QueryProblem[];
  query: string;
  onQuery: (query: string) => void;
}

/** What is wrong with a query, with what could stand there instead. */
function Problems({ problems, query, onQuery }: ProblemsProps) {
  const { t } = useLingui();
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertCircle size={18} />}
      title={t`This query cannot be asked`}
    >
      <Stack gap={6}>
        {problems.map(({ start, end, message, suggestions }) => (
          <div key={`${start} ${message}`}>
            {message}{" "}
            {start < end &&
              suggestions.slice(0, 5).map((suggestion) => (
                <Button
                  key={suggestion}
                  size="compact-xs"
                  variant="light"
                  color="red"
                  ml={6}
                  onClick={() => onQuery(query.slice(0, start) + suggestion + query.slice(end))}
                >
                  {suggestion}
                </Button>
              ))}
          </div>
        ))}
      </Stack>
    </Alert>
  );
}

function Examples({ onQuery }: { onQuery: (query: string) => void }) {
  const { t } = useLingui();
  const examples = [
    {
      name: t`Mine, open`,
      query: 'assignee = currentUser() AND "status category" != Done ORDER BY priority DESC',
    },
    { name: t`Unassigned`, query: 'assignee IS EMPTY AND "status category" != Done ORDER BY created' },
    { name: t`Overdue`, query: 'due < startOfDay() AND "status category" != Done ORDER BY due' },
    { name: t`Handed on by me`, query: "assignee CHANGED FROM currentUser() AFTER -4w" },
    { name: t`Resolved this week`, query: "resolved >= startOfWeek() ORDER BY resolved DESC" },
  ];
  return (
    <Group gap={6} role="group" aria-label={t`Examples`}>
      {examples.map((example) => (
        <Button
          key={example.name}
          size="compact-sm"
          variant="default"
          fw={500}
          onClick={() => onQuery(example.query)}
        >
          {example.name}
        </Button>
      ))}
    </Group>
  );
}
