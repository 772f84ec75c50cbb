import { useLingui } from "@lingui/react/macro";
import { Anchor, Group, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { RelativeTime } from "@/shared/i18n/time";
import { PersonName } from "@/shared/person/person";
import { columnsOf } from "@/shared/table/data-table";
import { PriorityBadge } from "@/shared/ticket/priority-badge";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { TicketTypeMark } from "@/shared/ticket/ticket-type";
import type { TicketRow } from "../tickets";
import classes from "./queue.module.css";

const column = columnsOf<TicketRow>();

/** The columns of a list of tickets. */
export function useTicketColumns() {
  const { t } = useLingui();
  return useMemo(
    () =>
      column.columns([
        column.accessor("type", {
          header: () => <span className={classes.unseen}>{t`Type`}</span>,
          cell: ({ getValue }) => <TicketTypeMark type={getValue()} />,
          meta: { width: "44px" },
        }),
        column.accessor("key", {
          header: t`Key`,
          cell: ({ getValue }) => <TicketKey ticketKey={getValue()} />,
          meta: { width: "112px", sortKey: "created" },
        }),
        column.accessor("summary", {
          header: t`Summary`,
          cell: ({ row: { original } }) => (
            <span className={classes.summary}>
              <Link to="/tickets/$key" params={{ key: original.key }} className={classes.title} tabIndex={-1}>
                {original.summary}
              </Link>
              {original.labels.map((label) => (
                <span key={label} className={classes.label}>
                  {label}
                </span>
              ))}
            </span>
          ),
        }),
        column.accessor("requestTypeName", {
          header: t`Request type`,
          cell: ({ getValue }) => getValue() ?? <span aria-hidden>–</span>,
          meta: { width: "124px", hiddenBelow: 1100 },
        }),
        column.accessor("status", {
          header: t`Status`,
          cell: ({ getValue }) => <StatusBadge name={getValue().name} category={getValue().category} />,
          meta: { width: "120px" },
        }),
        column.accessor("priority", {
          header: t`Priority`,
          cell: ({ getValue }) => <PriorityBadge priority={getValue()} />,
          meta: { width: "108px", sortKey: "priority", hiddenBelow: 700 },
        }),
        column.accessor("reporter", {
          header: t`Reporter`,
          cell: ({ getValue }) => <PersonName person={getValue()} />,
          meta: { width: "124px", hiddenBelow: 1100 },
        }),
        column.accessor("assignee", {
          header: t`Assignee`,
          cell: ({ getValue }) => <PersonName person={getValue()} />,
          meta: { width: "116px", hiddenBelow: 900 },
        }),
        column.accessor("updatedAt", {
          header: t`Updated`,
          cell: ({ getValue }) => <RelativeTime instant={getValue()} />,
          meta: { width: "92px", sortKey: "updated", align: "end", hiddenBelow: 700 },
        }),
      ]),
    [t],
  );
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
export function TicketCard({ row }: { row: TicketRow }) {
  return (
    <Stack gap={6}>
      <Group gap={8} wrap="nowrap">
        <TicketTypeMark type={row.type} />
        <Text size="sm" c="dimmed" className={classes.key}>
          {row.key}
        </Text>
        <PriorityBadge priority={row.priority} compact />
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
