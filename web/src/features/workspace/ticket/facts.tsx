import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { lazy } from "react";
import { FieldAnswer } from "@/shared/field/field-answer";
import { useFormats } from "@/shared/i18n/formats";
import { ExactTime, RelativeTime } from "@/shared/i18n/time";
import { PersonName } from "@/shared/person/person";
import { useSession } from "@/shared/session/session";
import { PriorityBadge } from "@/shared/ticket/priority-badge";
import { TicketTypeMark } from "@/shared/ticket/ticket-type";
import { useAssignment } from "../assignment";
import { SimilarTickets } from "../search/similar-tickets";
import type { Ticket, TicketField } from "../tickets";
import { channels } from "../vocabulary";
import { useTicketAbilities } from "./abilities";
import { Fact } from "./fact";
import { Links } from "./links";
import { Participants, Watchers } from "./people";
import classes from "./ticket.module.css";

const editors = () => import("./fact-editors");
const AssigneeEditor = lazy(() => editors().then(({ AssigneeEditor: editor }) => ({ default: editor })));
const PriorityEditor = lazy(() => editors().then(({ PriorityEditor: editor }) => ({ default: editor })));
const TypeEditor = lazy(() => editors().then(({ TypeEditor: editor }) => ({ default: editor })));
const RequestTypeEditor = lazy(() =>
  editors().then(({ RequestTypeEditor: editor }) => ({ default: editor })),
);
const TeamEditor = lazy(() => editors().then(({ TeamEditor: editor }) => ({ default: editor })));
const DueDateEditor = lazy(() => editors().then(({ DueDateEditor: editor }) => ({ default: editor })));
const LabelsEditor = lazy(() => editors().then(({ LabelsEditor: editor }) => ({ default: editor })));
const ReporterEditor = lazy(() => editors().then(({ ReporterEditor: editor }) => ({ default: editor })));
const FieldEditor = lazy(() => editors().then(({ FieldEditor: editor }) => ({ default: editor })));

/** The ticket's own fields, those of its form, the people around it and its links. */
export function Facts({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const formats = useFormats();
  const can = useTicketAbilities(ticket);
  const { assignToMe } = useAssignment();
  const { person } = useSession();
  const editable = (editor: (close: () => void) => ReactNode) => (can.edit ? editor : undefined);

  return (
    <>
      <dl className={classes.list}>
        <Fact
          label={t`Assignee`}
          editor={can.assign ? (close) => <AssigneeEditor ticket={ticket} close={close} /> : undefined}
        >
          <PersonName person={ticket.assignee} />
          {can.assign && ticket.assignee?.id !== person.id && (
            <div>
              <Anchor component="button" type="button" size="xs" onClick={() => void assignToMe(ticket)}>
                <Trans>Assign to me</Trans>
              </Anchor>
            </div>
          )}
        </Fact>
        <Fact
          label={t`Team`}
          editor={can.assign ? (close) => <TeamEditor ticket={ticket} close={close} /> : undefined}
        >
          {ticket.team?.name ?? <Nothing />}
        </Fact>
        <Fact
          label={t`Priority`}
          editor={editable((close) => (
            <PriorityEditor ticket={ticket} close={close} />
          ))}
        >
          <PriorityBadge priority={ticket.priority} />
        </Fact>
        <Fact
          label={t`Type`}
          editor={editable((close) => (
            <TypeEditor ticket={ticket} close={close} />
          ))}
        >
          <TicketTypeMark type={ticket.type} withLabel />
        </Fact>
        <Fact
          label={t`Request type`}
          editor={editable((close) => (
            <RequestTypeEditor ticket={ticket} close={close} />
          ))}
        >
          {ticket.requestType?.name ?? <Nothing />}
        </Fact>
        <Fact
          label={t`Due date`}
          editor={editable((close) => (
            <DueDateEditor ticket={ticket} close={close} />
          ))}
        >
          {ticket.dueDate ? formats.date(ticket.dueDate) : <Nothing />}
        </Fact>
        <Fact
          label={t`Labels`}
          editor={editable((close) => (
            <LabelsEditor ticket={ticket} close={close} />
          ))}
        >
          {ticket.labels.length > 0 ? (
            <span className={classes.chips}>
              {ticket.labels.map((label) => (
                <span key={label} className={classes.chip}>
                  {label}
                </span>
              ))}
            </span>
          ) : (
            <Nothing />
          )}
        </Fact>
      </dl>
      {ticket.fields.length > 0 && (
        <>
          <h2 className={classes.heading}>{ticket.requestType?.name ?? t`Fields`}</h2>
          <dl className={classes.list}>
            {ticket.fields.map((field) => (
              <Fact
                key={field.key}
                label={field.label}
                editor={
                  field.readOnly
                    ? undefined
                    : editable((close) => <FieldEditor ticket={ticket} field={field} close={close} />)
                }
              >
                <FieldValue field={field} />
              </Fact>
            ))}
          </dl>
        </>
      )}
      <h2 className={classes.heading}>{t`People`}</h2>
      <dl className={classes.list}>
        <Fact
          label={t`Reporter`}
          editor={editable((close) => (
            <ReporterEditor ticket={ticket} close={close} />
          ))}
        >
          <PersonName person={ticket.reporter} />
          {ticket.createdBy.id !== ticket.reporter.id && (
            <Text size="xs" c="dimmed">
              <Trans>entered by {ticket.createdBy.displayName}</Trans>
            </Text>
          )}
        </Fact>
        <Participants ticket={ticket} />
        <Watchers ticket={ticket} />
      </dl>
      <Links ticket={ticket} />
      <SimilarTickets ticket={ticket} heading={classes.heading} />
      <h2 className={classes.heading}>{t`Dates`}</h2>
      <dl className={classes.list}>
        <Fact label={t`Created`}>
          <ExactTime instant={ticket.createdAt} short />
          <Text size="xs" c="dimmed">
            {i18n._(channels[ticket.channel])}
          </Text>
        </Fact>
        <Fact label={t`Updated`}>
          <RelativeTime instant={ticket.updatedAt} />
        </Fact>
        {ticket.resolvedAt && (
          <Fact label={t`Resolved`}>
            <ExactTime instant={ticket.resolvedAt} short />
          </Fact>
        )}
      </dl>
    </>
  );
}

function Nothing() {
  return (
    <Text c="dimmed" component="span" size="sm">
      <Trans context="no value">None</Trans>
    </Text>
  );
}

function FieldValue({ field }: { field: TicketField }) {
  const formats = useFormats();
  const { type, value, display, table } = field;
  if (value === null || value === undefined) return <Nothing />;
  if (type === "date" && typeof value === "string") return <>{formats.date(value)}</>;
  if (type === "date_time" && typeof value === "string") return <ExactTime instant={value} short />;
  if (display === "" && type !== "rich_text") return <Nothing />;
  return (
    <div style={{ whiteSpace: type === "rich_text" ? undefined : "pre-wrap" }}>
      <FieldAnswer type={type} value={value} display={display} table={table} />
    </div>
  );
}
