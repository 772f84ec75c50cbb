import { useLingui as useCatalogue } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { Select, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { FieldValues, FormField } from "@/shared/field/field";
import { fieldProblems, initialValues, wireValues } from "@/shared/field/field";
import { FieldInput } from "@/shared/field/field-input";
import type { Money } from "@/shared/field/money";
import { shownMoney } from "@/shared/field/money";
import { useFormats } from "@/shared/i18n/formats";
import type { PersonRef } from "@/shared/person/person";
import { PersonPicker } from "@/shared/person/person-picker";
import { priorities, priorityOf, ticketTypes } from "@/shared/ticket/vocabulary";
import { AssigneePicker } from "../assignee-picker";
import { useAssignment } from "../assignment";
import { teamsQuery } from "@/shared/person/directory";
import { offeredQuery } from "../offers";
import type { Ticket, TicketField } from "../tickets";
import { FactForm, useFactEdit } from "./fact";

export interface EditorProps {
  ticket: Ticket;
  close: () => void;
}

export function AssigneeEditor({ ticket, close }: EditorProps) {
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

export function PriorityEditor({ ticket, close }: EditorProps) {
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

export function TypeEditor({ ticket, close }: EditorProps) {
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

export function RequestTypeEditor({ ticket, close }: EditorProps) {
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

export function TeamEditor({ ticket, close }: EditorProps) {
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

export function DueDateEditor({ ticket, close }: EditorProps) {
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

export function LabelsEditor({ ticket, close }: EditorProps) {
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

export function ReporterEditor({ ticket, close }: EditorProps) {
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

/** Who stands in the cells of a table: known by id in the answer, by name in what is shown of it. */
function peopleIn({ table, value }: TicketField): PersonRef[] {
  const rows = (value ?? []) as Array<Record<string, unknown>>;
  return (table?.columns ?? []).flatMap(({ key, type }, at) =>
    type === "person"
      ? rows.flatMap((row, number) => {
          const id = row[key];
          const displayName = table?.rows[number]?.[at];
          return typeof id === "number" && displayName ? [{ id, displayName }] : [];
        })
      : [],
  );
}

export function FieldEditor({ ticket, field, close }: EditorProps & { field: TicketField }) {
  const { save, saving, refusal } = useFactEdit(ticket, close);
  const names = field.display.split(", ");
  const asked: FormField = {
    ...field,
    defaultValue:
      // Who is chosen is known by id; their names are what is shown.
      field.type === "persons" && Array.isArray(field.value)
        ? (field.value as number[]).map((id, at) => ({ id, displayName: names[at] ?? `#${id}` }))
        : (field.value ?? undefined),
  };
  const [values, setValues] = useState<FieldValues>(() => initialValues([asked]));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [words, setWords] = useState<string>();
  const { duration, language } = useFormats();
  function wordsOf(value: unknown): string | undefined {
    if (field.type === "duration" && typeof value === "number") return duration(value);
    if (field.type === "money" && (value as Money).amount !== "") return shownMoney(value as Money, language);
    return field.options.find(({ key }) => key === value)?.name;
  }
  function submit() {
    const found = fieldProblems([asked], values);
    setProblems(found);
    if (Object.keys(found).length > 0) return;
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
        error={problems[field.key] ?? refusal}
        cellErrors={Object.fromEntries(
          Object.entries(problems).map(([path, problem]) => [path.slice(field.key.length + 1), problem]),
        )}
        onChange={(value) => {
          setProblems({});
          setValues({ [field.key]: value });
          setWords(wordsOf(value));
        }}
        knownPeople={peopleIn(field)}
        knownPerson={
          field.type === "person" && typeof field.value === "number"
            ? { id: field.value, displayName: field.display }
            : undefined
        }
      />
    </FactForm>
  );
}
