import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { RichText } from "@/shared/text/rich-text";
import { priorities, priorityOf, ticketTypes } from "@/shared/ticket/vocabulary";
import classes from "./conflict-dialog.module.css";
import type { Conflict, OpenConflict } from "./ticket-edits";
import type { Ticket } from "./tickets";

export default function Decision({ conflict }: { conflict: OpenConflict }) {
  const { t } = useLingui();
  const { conflicts, ticket, edit, settle } = conflict;
  const [choices, setChoices] = useState<Record<string, "mine" | "theirs">>({});
  const nameOf = useFieldNames(ticket);
  const inWords = useWords(ticket);
  const complete = conflicts.every(({ field }) => choices[field]);
  const choose = (field: string, choice: string) =>
    setChoices((before) => ({ ...before, [field]: choice as "mine" | "theirs" }));

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        settle(new Set(Object.keys(choices).filter((field) => choices[field] === "mine")));
      }}
    >
      <Stack gap="md">
        <Text>
          <Trans>Nothing was overwritten, and what you typed is kept. Choose which value shall stand.</Trans>
        </Text>
        {conflicts.map((one) => (
          <Radio.Group
            key={one.field}
            label={nameOf(one.field)}
            value={choices[one.field] ?? null}
            onChange={(choice) => choose(one.field, choice)}
          >
            <div className={classes.values}>
              <Side value="mine" label={t`Yours`}>
                <Value conflict={one} text={edit.words?.[one.field] ?? inWords.yours(one)} html={one.yours} />
              </Side>
              <Side
                value="theirs"
                label={t`By ${one.changedBy.displayName}`}
                note={<RelativeTime instant={one.changedAt} />}
              >
                <Value conflict={one} text={inWords.theirs(one)} html={one.theirs} />
              </Side>
            </div>
          </Radio.Group>
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => settle(null)}>
            <Trans>Decide later</Trans>
          </Button>
          <Button type="submit" disabled={!complete}>
            <Trans>Save this choice</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface SideProps {
  value: "mine" | "theirs";
  label: string;
  note?: React.ReactNode;
  children: React.ReactNode;
}

function Side({ value, label, note, children }: SideProps) {
  return (
    <Radio.Card value={value} className={classes.side} aria-label={label}>
      <Group gap={8} wrap="nowrap">
        <Radio.Indicator />
        <Text fw={600} size="sm">
          {label}
        </Text>
        {note && (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        )}
      </Group>
      <div className={classes.value}>{children}</div>
    </Radio.Card>
  );
}

function Value({ conflict, text, html }: { conflict: Conflict; text: string; html: unknown }) {
  // Both values come from the server, which has made them safe.
  if (conflict.field === "description" && typeof html === "string") return <RichText html={html} />;
  return <>{text || "–"}</>;
}

/** The names of a ticket's fields, by what they are called in a request. */
export function useFieldNames(ticket: Pick<Ticket, "fields">): (field: string) => string {
  const { t } = useLingui();
  const own: Record<string, string> = {
    summary: t`Summary`,
    description: t`Description`,
    priority: t`Priority`,
    assigneeId: t`Assignee`,
    teamId: t`Team`,
    labels: t`Labels`,
    dueDate: t`Due date`,
    type: t`Type`,
    requestTypeId: t`Request type`,
    reporterId: t`Reporter`,
    status: t`Status`,
    resolution: t`Resolution`,
  };
  return (field) => own[field] ?? ticket.fields.find(({ key }) => `values/${key}` === field)?.label ?? field;
}

function useWords(ticket: Ticket) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const formats = useFormats();

  function plain(field: string, value: unknown): string {
    if (value === null || value === undefined || value === "") return "";
    if (field === "priority") return i18n._(priorities[priorityOf(Number(value))].label);
    if (field === "type") return i18n._(ticketTypes[value as Ticket["type"]].label);
    if (field === "dueDate") return formats.date(String(value));
    if (Array.isArray(value)) return value.join(", ");
    if (typeof value === "boolean") return value ? t`Yes` : t`No`;
    return String(value);
  }

  return {
    yours: ({ field, yours }: Conflict) => plain(field, yours),
    /** People, teams and choices are numbers and keys in a conflict; the ticket as it stands knows their names. */
    theirs({ field, theirs }: Conflict): string {
      if (field === "assigneeId") return ticket.assignee?.displayName ?? t`Nobody`;
      if (field === "reporterId") return ticket.reporter.displayName;
      if (field === "teamId") return ticket.team?.name ?? "";
      if (field === "requestTypeId") return ticket.requestType?.name ?? "";
      if (field === "status") return ticket.status.name;
      const own = ticket.fields.find(({ key }) => `values/${key}` === field);
      return own ? own.display : plain(field, theirs);
    },
  };
}
