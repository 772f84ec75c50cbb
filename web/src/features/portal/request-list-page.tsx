import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Button, CloseButton, Group, SegmentedControl, Text, TextInput } from "@mantine/core";
import { IconInbox, IconPlus, IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { RelativeTime } from "@/shared/i18n/time";
import { useShortcuts } from "@/shared/keyboard/shortcuts";
import { PageHeader } from "@/shared/layout/page-header";
import { useLiveQueries } from "@/shared/live/live";
import { PersonName } from "@/shared/person/person";
import { columnsOf, DataTable } from "@/shared/table/data-table";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import { StatusBadge } from "@/shared/ticket/status-badge";
import type { RequestFilter, RequestScope, RequestState, RequestSummary } from "./portal-queries";
import { requestQueries } from "./portal-queries";
import { useSettlingText } from "./settling-text";
import classes from "./request-list-page.module.css";

interface RequestListPageProps {
  filter: RequestFilter;
  onFilter: (filter: RequestFilter) => void;
}

const column = columnsOf<RequestSummary>();

/** All requests that concern the person: their own and those shared with them. */
export function RequestListPage({ filter, onFilter }: RequestListPageProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useSettlingText(filter.query, (query) => onFilter({ ...filter, query }));
  const list = useInfiniteQuery(requestQueries.list(filter));
  const loaded = list.data?.pages.flatMap((page) => page.items);
  // A request that changes between two pages moves to the top and would be met again below.
  const rows = loaded && [...new Map(loaded.map((request) => [request.key, request])).values()];
  useLiveQueries(() => [[...requestQueries.all, "list"]]);
  useShortcuts([{ keys: "/", label: t`Search`, group: t`Portal`, run: () => search.current?.focus() }]);

  const columns = useMemo(
    () =>
      column.columns([
        column.accessor("summary", {
          header: t`Request`,
          meta: { width: "42%" },
          cell: ({ row }) => <RequestCell request={row.original} />,
        }),
        column.accessor("statusName", {
          header: t`Status`,
          meta: { width: "17%" },
          cell: ({ row: { original } }) => (
            <StatusBadge name={original.statusName} category={original.statusCategory} />
          ),
        }),
        column.accessor((request) => request.reporter.displayName, {
          id: "reporter",
          header: t`Asked by`,
          meta: { hiddenBelow: 900, width: "14%" },
          cell: ({ row: { original } }) => <PersonName person={original.reporter} />,
        }),
        column.accessor("deskName", { header: t`Desk`, meta: { hiddenBelow: 700 } }),
        column.accessor("updatedAt", {
          header: t`Last change`,
          meta: { align: "end", width: "104px" },
          cell: ({ row: { original } }) => <RelativeTime instant={original.updatedAt} />,
        }),
      ]),
    [t],
  );

  const narrowed = filter.query !== "" || filter.scope !== "all" || filter.state !== "any";

  return (
    <>
      <PageHeader
        title={t`My requests`}
        actions={
          <Button component={Link} to="/portal" leftSection={<IconPlus size={16} aria-hidden />}>
            <Trans>New request</Trans>
          </Button>
        }
      />
      <Group gap="sm" mb="md" className={classes.filters}>
        <SegmentedControl
          aria-label={t`Whose requests`}
          value={filter.scope}
          onChange={(scope) => onFilter({ ...filter, scope: scope as RequestScope })}
          data={[
            { value: "all", label: t({ message: "All", context: "requests" }) },
            { value: "mine", label: t({ message: "Mine", context: "requests" }) },
            { value: "participating", label: t({ message: "Shared with me", context: "requests" }) },
          ]}
        />
        <SegmentedControl
          aria-label={t`State`}
          value={filter.state}
          onChange={(state) => onFilter({ ...filter, state: state as RequestState })}
          data={[
            { value: "open", label: t({ message: "Open", context: "requests" }) },
            { value: "done", label: t({ message: "Closed", context: "requests" }) },
            { value: "any", label: t({ message: "Both", context: "requests" }) },
          ]}
        />
        <TextInput
          ref={search}
          className={classes.search}
          aria-label={t`Search my requests`}
          placeholder={t`Search my requests`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={
            typed !== "" && <CloseButton onClick={() => setTyped("")} aria-label={t`Clear the search`} />
          }
        />
      </Group>
      <DataTable
        label={t`My requests`}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        onOpen={({ key }) => void navigate({ to: "/portal/requests/$key", params: { key } })}
        onApproach={({ key }) => void client.prefetchQuery(requestQueries.detail(key))}
        failure={list.error}
        onRetry={() => void list.refetch()}
        empty={
          narrowed ? (
            <EmptyState
              icon={<IconSearch size={24} />}
              title={t`No request matches`}
              action={
                <Button
                  variant="default"
                  onClick={() => {
                    setTyped("");
                    onFilter({ scope: "all", state: "any", query: "" });
                  }}
                >
                  <Trans>Show all my requests</Trans>
                </Button>
              }
            >
              {filter.state === "open" ? (
                <Trans>Nothing open here. Closed requests may be what you look for.</Trans>
              ) : (
                <Trans>Try other words, or look at all of them.</Trans>
              )}
            </EmptyState>
          ) : (
            <EmptyState
              icon={<IconInbox size={26} />}
              title={t`You have not asked for anything yet`}
              action={
                <Button component={Link} to="/portal">
                  <Trans>See what you can ask for</Trans>
                </Button>
              }
            >
              <Trans>Whatever you send, and whatever colleagues share with you, is found here.</Trans>
            </EmptyState>
          )
        }
        card={(request) => <RequestCard request={request} />}
        hasMore={list.hasNextPage}
        loadingMore={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </>
  );
}

function RequestCell({ request }: { request: RequestSummary }) {
  return (
    <span className={classes.cell}>
      <RequestTypeIcon icon={request.requestTypeIcon} size={26} />
      <span className={classes.cellText}>
        <Anchor
          component={Link}
          to="/portal/requests/$key"
          params={{ key: request.key } as never}
          className={classes.summary}
        >
          {request.summary}
        </Anchor>
        <Text component="span" size="xs" c="dimmed">
          {request.key}
          {request.requestTypeName ? ` · ${request.requestTypeName}` : ""}
        </Text>
      </span>
    </span>
  );
}

function RequestCard({ request }: { request: RequestSummary }) {
  return (
    <div className={classes.phoneCard}>
      <div className={classes.cell}>
        <RequestTypeIcon icon={request.requestTypeIcon} size={28} />
        <Anchor
          component={Link}
          to="/portal/requests/$key"
          params={{ key: request.key } as never}
          fw={600}
          c="var(--mantine-color-text)"
        >
          {request.summary}
        </Anchor>
      </div>
      <div className={classes.phoneMeta}>
        <StatusBadge name={request.statusName} category={request.statusCategory} />
        <Text component="span" size="xs" c="dimmed">
          {request.key} · <RelativeTime instant={request.updatedAt} />
        </Text>
      </div>
    </div>
  );
}
