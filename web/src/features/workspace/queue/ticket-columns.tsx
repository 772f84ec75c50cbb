import { useLingui } from "@lingui/react/macro";
import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMemo } from "react";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { PersonName } from "@/shared/person/person";
import type { DataColumn } from "@/shared/table/data-table";
import { columnsOf } from "@/shared/table/data-table";
import { PriorityBadge } from "@/shared/ticket/priority-badge";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { TicketTypeMark } from "@/shared/ticket/ticket-type";
import type { TicketRow } from "../tickets";
import { ClockCell, isClock } from "./clock-cell";
import { EditableCell } from "./editable-cell";
import { usualColumns } from "./queues";
import classes from "./queue.module.css";

type Words = Record<
  | "type"
  | "key"
  | "summary"
  | "requestType"
  | "status"
  | "priority"
  | "reporter"
  | "assignee"
  | "labels"
  | "due"
  | "created"
  | "updated",
  string
>;

const column = columnsOf<TicketRow>();

type TicketColumn = DataColumn<TicketRow>;

/** A column as a queue has it. */
export interface WantedColumn {
  field: string;
  label?: string | null;
  kind?: string | null;
  sortable?: boolean;
  width?: number | null;
}

const sortedAnyway = new Set(["key", "priority", "updated"]);

/** The columns of a list of tickets: those that a queue wants, or the usual ones. */
export function useTicketColumns(wanted: readonly WantedColumn[] = usualColumns): TicketColumn[] {
  const { t } = useLingui();
  return useMemo(() => {
    const labelsApart = wanted.some(({ field }) => field === "labels");
    const known = ticketColumns(labelsApart, {
      type: t`Type`,
      key: t`Key`,
      summary: t`Summary`,
      requestType: t`Request type`,
      status: t`Status`,
      priority: t`Priority`,
      reporter: t`Reporter`,
      assignee: t`Assignee`,
      labels: t`Labels`,
      due: t`Due date`,
      created: t`Created`,
      updated: t`Updated`,
    });
    return wanted.map((each) => {
      const made = known[each.field] ?? otherColumn(each, each.label ?? t`${each.field} (gone)`);
      const sortable = each.sortable ?? sortedAnyway.has(each.field);
      return {
        ...made,
        meta: {
          ...made.meta,
          width: each.width ? `${each.width}px` : made.meta?.width,
          sortKey: sortable && each.field !== "type" ? each.field : undefined,
          // Whoever chose the columns wants to see them.
          hiddenBelow: wanted === usualColumns ? made.meta?.hiddenBelow : undefined,
        },
      } as TicketColumn;
    });
  }, [t, wanted]);
}

/** A field that only this list shows. */
function otherColumn({ field, kind }: WantedColumn, header: string): TicketColumn {
  return column.accessor((row) => row.cells[field], {
    id: field,
    header,
    cell: ({ getValue }) => {
      const cell = getValue();
      if (!cell) return <span aria-hidden>–</span>;
      if (kind === "instant" && cell.value) return <RelativeTime instant={cell.value} />;
      if (kind === "date" && cell.value) return <DueDate date={cell.value} />;
      if (kind === "duration" && isClock(cell.value)) return <ClockCell told={cell.value} text={cell.text} />;
      return <span title={cell.text}>{cell.text}</span>;
    },
    meta: { width: kind === "text" ? "280px" : "140px", align: kind === "number" ? "end" : undefined },
  }) as TicketColumn;
}

function DueDate({ date }: { date: string }) {
  const formats = useFormats();
  return <>{formats.date(date)}</>;
}

/** @param labelsApart whether labels have a column of their own, and need not stand beside the summary */
function ticketColumns(labelsApart: boolean, words: Words): Partial<Record<string, TicketColumn>> {
  return {
    type: column.accessor("type", {
      header: () => <span className={classes.unseen}>{words.type}</span>,
      cell: ({ getValue }) => <TicketTypeMark type={getValue()} />,
      meta: { width: "44px" },
    }) as TicketColumn,
    key: column.accessor("key", {
      header: words.key,
      cell: ({ getValue }) => <TicketKey ticketKey={getValue()} />,
      meta: { width: "112px" },
    }) as TicketColumn,
    summary: column.accessor("summary", {
      header: words.summary,
      cell: ({ row: { original } }) => (
        <span className={classes.summary}>
          <Link to="/tickets/$key" params={{ key: original.key }} className={classes.title} tabIndex={-1}>
            {original.summary}
          </Link>
          {!labelsApart && <Labels labels={original.labels} />}
        </span>
      ),
    }) as TicketColumn,
    "request type": column.accessor("requestTypeName", {
      header: words.requestType,
      cell: ({ getValue }) => getValue() ?? <span aria-hidden>–</span>,
      meta: { width: "124px", hiddenBelow: 1100 },
    }) as TicketColumn,
    status: column.accessor("status", {
      header: words.status,
      cell: ({ row: { original } }) => (
        <EditableCell row={original} fact="status">
          <StatusBadge name={original.status.name} category={original.status.category} />
        </EditableCell>
      ),
      meta: { width: "144px" },
    }) as TicketColumn,
    priority: column.accessor("priority", {
      header: words.priority,
      cell: ({ row: { original } }) => (
        <EditableCell row={original} fact="priority">
          <PriorityBadge priority={original.priority} />
        </EditableCell>
      ),
      meta: { width: "116px", hiddenBelow: 700 },
    }) as TicketColumn,
    reporter: column.accessor("reporter", {
      header: words.reporter,
      cell: ({ getValue }) => <PersonName person={getValue()} />,
      meta: { width: "124px", hiddenBelow: 1100 },
    }) as TicketColumn,
    assignee: column.accessor("assignee", {
      header: words.assignee,
      cell: ({ row: { original } }) => (
        <EditableCell row={original} fact="assignee">
          <PersonName person={original.assignee} />
        </EditableCell>
      ),
      meta: { width: "132px", hiddenBelow: 900 },
    }) as TicketColumn,
    labels: column.accessor("labels", {
      header: words.labels,
      cell: ({ row: { original } }) => (
        <EditableCell row={original} fact="labels">
          <Labels labels={original.labels} />
        </EditableCell>
      ),
      meta: { width: "160px" },
    }) as TicketColumn,
    due: column.accessor("dueDate", {
      header: words.due,
      cell: ({ row: { original } }) => (
        <EditableCell row={original} fact="dueDate">
          {original.dueDate ? <DueDate date={original.dueDate} /> : <span aria-hidden>–</span>}
        </EditableCell>
      ),
      meta: { width: "132px" },
    }) as TicketColumn,
    created: column.accessor("createdAt", {
      header: words.created,
      cell: ({ getValue }) => <RelativeTime instant={getValue()} />,
      meta: { width: "122px", align: "end" },
    }) as TicketColumn,
    updated: column.accessor("updatedAt", {
      header: words.updated,
      cell: ({ getValue }) => <RelativeTime instant={getValue()} />,
      meta: { width: "122px", align: "end", hiddenBelow: 700 },
    }) as TicketColumn,
  };
}

function Labels({ labels }: { labels: readonly string[] }) {
  return labels.map((label) => (
    <span key={label} className={classes.label}>
      {label}
    </span>
  ));
}

function TicketKey({ ticketKey }: { ticketKey: string }) {
  return (
    <Anchor
      component={Link}
      to="/tickets/$key"
      params={{ key: ticketKey } as never}
      className={classes.key}
      tabIndex={-1}
    >
      {ticketKey}
    </Anchor>
  );
}

/** A ticket where there is no room for a table. */
export function TicketCard({ row, lead }: { row: TicketRow; lead?: ReactNode }) {
  return (
    <Stack gap={6}>
      <Group gap={8}>
        <TicketTypeMark type={row.type} />
        <Text size="sm" c="dimmed" className={classes.key}>
          {row.key}
        </Text>
        <PriorityBadge priority={row.priority} compact />
        {lead}
        <Text size="xs" c="dimmed" ml="auto">
          <RelativeTime instant={row.updatedAt} />
        </Text>
      </Group>
      <Link to="/tickets/$key" params={{ key: row.key }} className={classes.cardTitle}>
        {row.summary}
      </Link>
      <Group gap="sm" justify="space-between">
        <StatusBadge name={row.status.name} category={row.status.category} />
        <Text size="sm" component="span">
          <PersonName person={row.assignee} size={20} />
        </Text>
      </Group>
    </Stack>
  );
}
