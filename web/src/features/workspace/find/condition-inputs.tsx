import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Menu, Select } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { predicates, testName } from "./condition-words";
import type { AskableField, Clause, Operand, Predicate, Test } from "./conditions";
import { aValue, isPast, operandsTaken, testOf } from "./conditions";
import classes from "./query-builder.module.css";
import { ThingsInput } from "./things-input";
import { TimeInput } from "./time-input";
import { ValueInput } from "./value-input";

interface ConditionInputsProps {
  clause: Clause | null;
  fields: readonly AskableField[];
  onChange: (clause: Clause) => void;
  autoFocus?: boolean;
}

/** One condition: a field, how it is asked, and with what. */
export function ConditionInputs({ clause, fields, onChange, autoFocus }: ConditionInputsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const field = fields.find(({ name }) => name === clause?.subject.field);
  const status = fields.find(({ name }) => name === "status");

  function chooseField(name: string | null) {
    const next = fields.find((each) => each.name === name);
    if (!next || next === field) return;
    const test = next.tests[0] as Test;
    onChange({ subject: next.subject, test, operands: [], predicates: [] });
  }

  return (
    <>
      <Select
        size="sm"
        className={classes.field}
        aria-label={t`Field`}
        placeholder={t`Choose a field`}
        searchable
        allowDeselect={false}
        autoFocus={autoFocus}
        data={fieldChoices(fields)}
        value={field?.name ?? null}
        onChange={chooseField}
        nothingFoundMessage={t`Nothing found`}
        comboboxProps={{ width: 260, position: "bottom-start" }}
        maxDropdownHeight={320}
      />
      {clause && field && (
        <>
          {clause.subject.arguments && status && (
            <div className={classes.value}>
              <ThingsInput
                label={t`Status`}
                field={status}
                value={clause.subject.arguments}
                onChange={(given) =>
                  onChange({ ...clause, subject: { ...clause.subject, arguments: given } })
                }
              />
            </div>
          )}
          <Select
            size="sm"
            className={classes.test}
            aria-label={t`How it is asked`}
            allowDeselect={false}
            data={field.tests.map((test) => ({ value: test, label: i18n._(testName(test, field.kind)) }))}
            value={clause.test}
            onChange={(test) => onChange(askedWith(clause, test as Test))}
            comboboxProps={{ width: "max-content", position: "bottom-start" }}
            maxDropdownHeight={320}
          />
          {operandsTaken(clause.test) !== 0 && (
            <div className={classes.value}>
              <ValueInput
                label={t`Value`}
                field={field}
                test={clause.test}
                value={clause.operands}
                onChange={(operands) => onChange(valued(clause, field, operands))}
              />
            </div>
          )}
          {isPast(clause.test) && <Predicates {...{ clause, field, fields, onChange }} />}
        </>
      )}
    </>
  );
}

/** Names that several fields have are told apart by their numbers. */
function fieldChoices(fields: readonly AskableField[]) {
  return fields.map(({ name, label, subject }) => ({
    value: name,
    label: subject.index ? `${label} (${name})` : label,
  }));
}

function askedWith(clause: Clause, test: Test): Clause {
  const takes = operandsTaken(test);
  return {
    ...clause,
    test,
    operands: takes === 0 ? [] : takes === 1 ? clause.operands.slice(0, 1) : clause.operands,
    predicates: clause.predicates.filter(
      ({ kind }) => isPast(test) && (test === "CHANGED" || (kind !== "from" && kind !== "to")),
    ),
  };
}

function valued(clause: Clause, field: AskableField, operands: Operand[]): Clause {
  const several =
    operands.length > 1 ||
    operands.some(({ text }) => field.functions.some(({ name, several: gives }) => gives && name === text));
  return { ...clause, operands, test: several ? testOf(clause.test, true) : clause.test };
}

interface PredicatesProps {
  clause: Clause;
  field: AskableField;
  fields: readonly AskableField[];
  onChange: (clause: Clause) => void;
}

/** When something was so, or who did it. */
function Predicates({ clause, field, fields, onChange }: PredicatesProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const kinds: Array<Predicate["kind"]> = [
    ...(clause.test === "CHANGED" ? (["from", "to"] as const) : []),
    ...(["by", "after", "before", "during", "on"] as const),
  ];
  const left = kinds.filter((kind) => !clause.predicates.some((predicate) => predicate.kind === kind));
  const people = fields.find(({ name }) => name === "assignee");
  const set = (predicates: Predicate[]) => onChange({ ...clause, predicates });

  function input({ kind, operands }: Predicate, change: (operands: Operand[]) => void) {
    const label = i18n._(predicates[kind]);
    if (kind === "from" || kind === "to" || kind === "by") {
      const of = kind === "by" ? people : field;
      if (of?.named) return <ThingsInput label={label} field={of} value={operands} onChange={change} />;
      return <ValueInput label={label} field={field} test="IN" value={operands} onChange={change} />;
    }
    const wanted = kind === "during" ? 2 : 1;
    const times = Array.from({ length: wanted }, (_, at) => operands[at] ?? aValue(""));
    return (
      <div className={classes.times}>
        {times.map((time, at) => (
          <TimeInput
            key={at}
            label={kind === "during" ? (at === 0 ? t`From` : t`Until`) : label}
            value={time}
            withTime
            onChange={(next) => change(times.map((each, position) => (position === at ? next : each)))}
          />
        ))}
      </div>
    );
  }

  return (
    <div className={classes.predicates}>
      {clause.predicates.map((predicate) => (
        <div key={predicate.kind} className={classes.predicate}>
          <span className={classes.predicateName}>{i18n._(predicates[predicate.kind])}</span>
          <div className={classes.value}>
            {input(predicate, (operands) =>
              set(clause.predicates.map((each) => (each === predicate ? { ...each, operands } : each))),
            )}
          </div>
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={t`Remove “${i18n._(predicates[predicate.kind])}”`}
            onClick={() => set(clause.predicates.filter((each) => each !== predicate))}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {left.length > 0 && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={12} aria-hidden />}>
              <Trans>When or by whom</Trans>
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {left.map((kind) => (
              <Menu.Item key={kind} onClick={() => set([...clause.predicates, { kind, operands: [] }])}>
                {i18n._(predicates[kind])}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}
