import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Select, TagsInput, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useState } from "react";
import type { FieldValues, FormField } from "@/shared/field/field";
import { fieldProblems, initialValues, wireValues } from "@/shared/field/field";
import { FieldInput } from "@/shared/field/field-input";
import { useFormats } from "@/shared/i18n/formats";
import { ExactTime, RelativeTime } from "@/shared/i18n/time";
import type { PersonRef } from "@/shared/person/person";
import { PersonName } from "@/shared/person/person";
import { PersonPicker } from "@/shared/person/person-picker";
import { useSession } from "@/shared/session/session";
import { RichText } from "@/shared/text/rich-text";
import { PriorityBadge } from "@/shared/ticket/priority-badge";
import { TicketTypeMark } from "@/shared/ticket/ticket-type";
import { priorities, priorityOf, ticketTypes } from "@/shared/ticket/vocabulary";
import { AssigneePicker, useAssignment } from "../assignment";
import type { Ticket, TicketField } from "../tickets";
import { offeredQuery, teamsQuery } from "../offers";
import { channels } from "../vocabulary";
import { useTicketAbilities } from "./abilities";
import { Fact, FactForm, useFactEdit } from "./fact";
import { Links } from "./links";
import { Participants, Watchers } from "./people";
import classes from "./ticket.module.css";

interface EditorProps {
  ticket: Ticket;
  close: () => void;
}

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
                editor={editable((close) => (
                  <FieldEditor ticket={ticket} field={field} close={close} />
                ))}
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
      <h2 className={classes.heading}>{t`Dates`}</h2>
      <dl className={classes.list}>
        <Fact label={t`Created`}>
          <ExactTime instant={ticket.createdAt} />
          <Text size="xs" c="dimmed">
            {i18n._(channels[ticket.channel])}
          </Text>
        </Fact>
        <Fact label={t`Updated`}>
          <RelativeTime instant={ticket.updatedAt} />
        </Fact>
        {ticket.resolvedAt && (
          <Fact label={t`Resolved`}>
            <ExactTime instant={ticket.resolvedAt} />
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
  const { type, value, display } = field;
  if (value === null || value === undefined) return <Nothing />;
  if (type === "rich_text" && typeof value === "string") return <RichText html={value} />;
  if (type === "date" && typeof value === "string") return <>{formats.date(value)}</>;
  if (type === "date_time" && typeof value === "string") return <ExactTime instant={value} />;
  return <span style={{ whiteSpace: "pre-wrap" }}>{display || <Nothing />}</span>;
}

function AssigneeEditor({ ticket, close }: EditorProps) {
  const { t } = useLingui();
  const { assign } = useAssignment();
  // Taken when the editor opens, so that somebody else's assignment meanwhile is told and not overwritten.
  const [seen] = useState(ticket);
  const [chosen, setChosen] = useState<PersonRef | null>(ticket.assignee ?? null);
  return (
    <FactForm
      label={t`Assignee`}
      saving={false}
      onClose={close}
      onSave={() => {
        close();
        void assign(seen, chosen);
      }}
    >
      <AssigneePicker
        deskKey={ticket.deskKey}
        label={t`Assignee`}
        visibleLabel
        autoFocus
        value={chosen}
        onChange={setChosen}
      />
    </FactForm>
  );
}

function PriorityEditor({ ticket, close }: EditorProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { save, saving, refusal } = useFactEdit(ticket, close);
  const [chosen, setChosen] = useState(ticket.priority);
  const wordOf = (priority: number) => i18n._(priorities[priorityOf(priority)].label);
  return (
    <FactForm
      label={t`Priority`}
      saving={saving}
      onClose={close}
      onSave={() => {
        if (chosen === ticket.priority) return close();
        const word = wordOf(chosen);
        void save(
          { priority: chosen },
          {
            words: { priority: word },
            preview: { priority: chosen },
            undo: { priority: ticket.priority },
            message: t`The priority is now “${word}”.`,
          },
        );
      }}
    >
      <Select
        label={t`Priority`}
        data-autofocus
        autoFocus
        allowDeselect={false}
        error={refusal}
        value={String(chosen)}
        data={([1, 2, 3, 4, 5] as const).map((level) => ({ value: String(level), label: wordOf(level) }))}
        onChange={(level) => setChosen(Number(level))}
      />
    </FactForm>
  );
}

function TypeEditor({ ticket, close }: EditorProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { save, saving, refusal } = useFactEdit(ticket, close);
  const [chosen, setChosen] = useState<Ticket["type"]>(ticket.type);
  return (
    <FactForm
      label={t`Type`}
      saving={saving}
      onClose={close}
      onSave={() => (chosen === ticket.type ? close() : void save({ type: chosen }))}
    >
      <Select
        label={t`Type`}
        description={t`Another type follows its own workflow; the status changes to the one most like it.`}
        autoFocus
        allowDeselect={false}
        error={refusal}
        value={chosen}
        data={Object.entries(ticketTypes).map(([value, { label }]) => ({
          value: value as Ticket["type"],
          label: i18n._(label),
        }))}
        onChange={(type) => type && setChosen(type)}
      />
    </FactForm>
  );
}

function RequestTypeEditor({ ticket, close }: EditorProps) {
  const { t } = useLingui();
  const { data: offered = [] } = useQuery(offeredQuery(ticket.deskKey));
  const { save, saving, refusal } = useFactEdit(ticket, close);
  const [chosen, setChosen] = useState<number | null>(ticket.requestType?.id ?? null);
  const known = ticket.requestType;
  const options = offered.some(({ id }) => id === known?.id) || !known ? offered : [known, ...offered];
  return (
    <FactForm
      label={t`Request type`}
      saving={saving}
      onClose={close}
      onSave={() => {
        if (chosen === (known?.id ?? null)) return close();
        const name = options.find(({ id }) => id === chosen)?.name ?? "";
        void save({ requestTypeId: chosen }, { words: { requestTypeId: name } });
      }}
    >
      <Select
        label={t`Request type`}
        autoFocus
        searchable
        clearable
        clearButtonProps={{ "aria-label": t`Clear` }}
        nothingFoundMessage={t`Nothing found`}
        error={refusal}
        value={chosen}
        data={options.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => setChosen(id)}
      />
    </FactForm>
  );
}

function TeamEditor({ ticket, close }: EditorProps) {
  const { t } = useLingui();
  const { data: teams = [] } = useQuery(teamsQuery);
  const { save, saving, refusal } = useFactEdit(ticket, close);
  const [chosen, setChosen] = useState<number | null>(ticket.team?.id ?? null);
  const known = ticket.team;
  const options = teams.some(({ id }) => id === known?.id) || !known ? teams : [known, ...teams];
  return (
    <FactForm
      label={t`Team`}
      saving={saving}
      onClose={close}
      onSave={() => {
        if (chosen === (known?.id ?? null)) return close();
        const name = options.find(({ id }) => id === chosen)?.name ?? "";
        void save({ teamId: chosen }, { words: { teamId: name } });
      }}
    >
      <Select
        label={t`Team`}
        autoFocus
        searchable
        clearable
        clearButtonProps={{ "aria-label": t`Clear` }}
        nothingFoundMessage={t`No group of that name`}
        error={refusal}
        value={chosen}
        data={options.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => setChosen(id)}
      />
    </FactForm>
  );
}

function DueDateEditor({ ticket, close }: EditorProps) {
  const { t } = useLingui();
  const { save, saving, refusal } = useFactEdit(ticket, close);
  const [chosen, setChosen] = useState<string | null>(ticket.dueDate ?? null);
  return (
    <FactForm
      label={t`Due date`}
      saving={saving}
      onClose={close}
      onSave={() => (chosen === (ticket.dueDate ?? null) ? close() : void save({ dueDate: chosen }))}
    >
      <FieldInput
        field={{ key: "dueDate", type: "date", label: t`Due date`, required: false }}
        value={chosen}
        onChange={(date) => setChosen((date as string | null) || null)}
        error={refusal}
      />
    </FactForm>
  );
}

function LabelsEditor({ ticket, close }: EditorProps) {
  const { t } = useLingui();
  const { save, saving, refusal } = useFactEdit(ticket, close);
  const [chosen, setChosen] = useState<string[]>(ticket.labels);
  return (
    <FactForm label={t`Labels`} saving={saving} onClose={close} onSave={() => void save({ labels: chosen })}>
      <TagsInput
        label={t`Labels`}
        description={t`Enter or a comma ends a label; a label has no spaces.`}
        autoFocus
        splitChars={[",", " "]}
        maxTags={30}
        error={refusal}
        value={chosen}
        onChange={setChosen}
        clearButtonProps={{ "aria-label": t`Clear` }}
      />
    </FactForm>
  );
}

function ReporterEditor({ ticket, close }: EditorProps) {
  const { t } = useLingui();
  const { save, saving, refusal } = useFactEdit(ticket, close);
  const [chosen, setChosen] = useState(ticket.reporter);
  return (
    <FactForm
      label={t`Reporter`}
      saving={saving}
      onClose={close}
      onSave={() => {
        if (chosen.id === ticket.reporter.id) return close();
        void save({ reporterId: chosen.id }, { words: { reporterId: chosen.displayName } });
      }}
    >
      <PersonPicker
        label={t`Reporter`}
        visibleLabel
        autoFocus
        clearable={false}
        error={refusal}
        value={chosen.id}
        known={chosen}
        onChange={(_, person) => person && setChosen(person as Ticket["reporter"])}
      />
    </FactForm>
  );
}

function FieldEditor({ ticket, field, close }: EditorProps & { field: TicketField }) {
  const { save, saving, refusal } = useFactEdit(ticket, close);
  const asked: FormField = { ...field, defaultValue: field.value ?? undefined };
  const [values, setValues] = useState<FieldValues>(() => initialValues([asked]));
  const [problem, setProblem] = useState<string | null>(null);
  const [words, setWords] = useState<string>();
  function submit() {
    const found = fieldProblems([asked], values)[field.key] ?? null;
    setProblem(found);
    if (found) return;
    void save(
      { values: { [field.key]: wireValues([asked], values)[field.key] ?? null } },
      words === undefined ? {} : { words: { [`values/${field.key}`]: words } },
    );
  }
  return (
    <FactForm label={field.label} saving={saving} onClose={close} onSave={submit}>
      <FieldInput
        field={asked}
        value={values[field.key]}
        error={problem ?? refusal}
        onChange={(value) => {
          setValues({ [field.key]: value });
          setWords(field.options.find(({ key }) => key === value)?.name);
        }}
        knownPerson={
          field.type === "person" && typeof field.value === "number"
            ? { id: field.value, displayName: field.display }
            : undefined
        }
      />
    </FactForm>
  );
}
