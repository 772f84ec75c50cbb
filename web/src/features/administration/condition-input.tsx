import { useLingui as useCatalogue } from "@lingui/react";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  MultiSelect,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useId, useState } from "react";
import { useFormats } from "@/shared/i18n/formats";
import { priorities } from "@/shared/ticket/vocabulary";
import classes from "./condition-input.module.css";
import type { Clause, Relation, Sentences } from "./condition";
import { asExpression, asSentences, compares, relationsOf } from "./condition";
import { inLanguage } from "./localized";
import type { FieldDefinition } from "./resources";

interface ConditionInputProps {
  label: string;
  /** What the part is like while there is no condition: “always”. */
  otherwise: string;
  value: string;
  onChange: (expression: string) => void;
  /** The fields it may be about. */
  fields: readonly FieldDefinition[];
  error?: ReactNode;
  /** Leads the focus here after a refusal. */
  "data-path"?: string;
}

const relationNames: Readonly<Record<Relation, MessageDescriptor>> = {
  is: msg({ message: "is", context: "condition" }),
  is_not: msg({ message: "is not", context: "condition" }),
  one_of: msg({ message: "is one of", context: "condition" }),
  contains: msg({ message: "contains", context: "condition" }),
  empty: msg({ message: "is empty", context: "condition" }),
  not_empty: msg({ message: "is not empty", context: "condition" }),
  less: msg({ message: "is less than", context: "condition" }),
  at_most: msg({ message: "is at most", context: "condition" }),
  greater: msg({ message: "is more than", context: "condition" }),
  at_least: msg({ message: "is at least", context: "condition" }),
  before_today: msg({ message: "is before today", context: "condition" }),
  after_today: msg({ message: "is today or later", context: "condition" }),
  ticked: msg({ message: "is ticked", context: "condition" }),
  not_ticked: msg({ message: "is not ticked", context: "condition" }),
};

export type ConditionName = "visibleWhen" | "requiredWhen" | "readOnlyWhen";

/** On what a part of a form can depend. */
const conditionKinds: ReadonlyArray<{
  name: ConditionName;
  label: MessageDescriptor;
  otherwise: MessageDescriptor;
}> = [
  {
    name: "visibleWhen",
    label: msg({ message: "Shown when", context: "condition" }),
    otherwise: msg({ message: "Always shown", context: "condition" }),
  },
  {
    name: "requiredWhen",
    label: msg({ message: "Required when", context: "condition" }),
    otherwise: msg({ message: "As set above", context: "condition" }),
  },
  {
    name: "readOnlyWhen",
    label: msg({ message: "Read-only when", context: "condition" }),
    otherwise: msg({ message: "Can always be changed", context: "condition" }),
  },
];

interface ConditionInputsProps {
  part: Readonly<Partial<Record<ConditionName, string | null>>>;
  names: readonly ConditionName[];
  fields: readonly FieldDefinition[];
  /** What holds without a condition, where it is not the usual. */
  otherwise?: Partial<Record<ConditionName, string>>;
  error: (name: ConditionName) => ReactNode;
  /** Where they lie in a form's values, if they do. */
  path?: string;
  onChange: (name: ConditionName, expression: string) => void;
}

/** The conditions of a part of a form, one under the other. */
export function ConditionInputs({
  part,
  names,
  fields,
  otherwise: unusual = {},
  error,
  path,
  onChange,
}: ConditionInputsProps) {
  const { i18n } = useCatalogue();
  return conditionKinds
    .filter(({ name }) => names.includes(name))
    .map(({ name, label, otherwise }) => (
      <ConditionInput
        key={name}
        label={i18n._(label)}
        otherwise={unusual[name] ?? i18n._(otherwise)}
        value={part[name] ?? ""}
        fields={fields}
        error={error(name)}
        data-path={path && `${path}.${name}`}
        onChange={(expression) => onChange(name, expression)}
      />
    ));
}

/** A condition on the answers: as sentences, or as the expression that they are. */
export function ConditionInput(props: ConditionInputProps) {
  const { label, otherwise, value, onChange, fields, error } = props;
  const { t } = useLingui();
  const id = useId();
  const sentences = asSentences(value, fields);
  const [expert, setExpert] = useState(sentences === null);
  // A sentence without its end cannot be read back from an expression, so it is kept as it is until it is whole.
  const [begun, setBegun] = useState<{ written: string; sentences: Sentences } | null>(null);
  const shown = begun?.written === value ? begun.sentences : sentences;

  function write(next: Sentences) {
    const written = asExpression(next, fields);
    setBegun({ written, sentences: next });
    onChange(written);
  }

  const asText = expert || shown === null;
  return (
    <Fieldset
      variant="unstyled"
      tabIndex={-1}
      data-path={props["data-path"]}
      legend={label}
      classNames={{ legend: classes.legend }}
      aria-describedby={error ? `${id}-error` : undefined}
    >
      {asText ? (
        <Textarea
          aria-label={t`Expression`}
          classNames={{ input: classes.expression }}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={2000}
          spellCheck={false}
          placeholder={`fields.kind == "hardware"`}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <Clauses sentences={shown} fields={fields} otherwise={otherwise} onChange={write} />
      )}
      {error && (
        <Text id={`${id}-error`} size="sm" c="var(--mantine-color-error)" mt={4} role="alert">
          {error}
        </Text>
      )}
      <Group gap="xs" mt={6}>
        {!asText && (
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={fields.length === 0}
            onClick={() => {
              const field = fields[0];
              if (!field) return;
              const relation = relationsOf(field.type)[0] ?? "not_empty";
              write({ ...shown, clauses: [...shown.clauses, { field: field.key, relation, values: [] }] });
            }}
          >
            <Trans>Add a condition</Trans>
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          disabled={asText && sentences === null}
          onClick={() => setExpert(!asText)}
        >
          {asText ? <Trans>As sentences</Trans> : <Trans>As an expression</Trans>}
        </Button>
        {asText && sentences === null && (
          <Text size="xs" c="dimmed">
            <Trans>This says more than sentences can.</Trans>
          </Text>
        )}
      </Group>
    </Fieldset>
  );
}

interface ClausesProps {
  sentences: Sentences;
  fields: readonly FieldDefinition[];
  otherwise: string;
  onChange: (sentences: Sentences) => void;
}

function Clauses({ sentences: { join, clauses }, fields, otherwise, onChange }: ClausesProps) {
  const { t } = useLingui();
  if (clauses.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {otherwise}
      </Text>
    );
  }
  return (
    <Stack gap={6}>
      {clauses.map((clause, position) => (
        // Sentences have nothing that names them but their place.
        <div key={position} className={classes.clause}>
          {position > 0 && (
            <Select
              className={classes.join}
              aria-label={t`How the conditions are joined`}
              allowDeselect={false}
              value={join}
              data={[
                { value: "and", label: t({ message: "and", context: "condition" }) },
                { value: "or", label: t({ message: "or", context: "condition" }) },
              ]}
              onChange={(next) => onChange({ join: next === "or" ? "or" : "and", clauses })}
            />
          )}
          <Sentence
            clause={clause}
            fields={fields}
            onChange={(next) =>
              onChange({ join, clauses: clauses.map((one, at) => (at === position ? next : one)) })
            }
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t`Remove this condition`}
            onClick={() => onChange({ join, clauses: clauses.filter((_, at) => at !== position) })}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
    </Stack>
  );
}

interface SentenceProps {
  clause: Clause;
  fields: readonly FieldDefinition[];
  onChange: (clause: Clause) => void;
}

function Sentence({ clause, fields, onChange }: SentenceProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { language } = useFormats();
  const field = fields.find(({ key }) => key === clause.field);
  const options =
    field?.type === "priority"
      ? Object.entries(priorities).map(([value, priority]) => ({ value, label: i18n._(priority.label) }))
      : field && field.options.length > 0
        ? field.options.map(({ key, name }) => ({ value: key, label: inLanguage(name, language) }))
        : null;
  const relations = field ? relationsOf(field.type) : [];
  return (
    <>
      <Select
        className={classes.field}
        aria-label={t`Field`}
        searchable
        allowDeselect={false}
        value={clause.field}
        data={fields.map(({ key, name }) => ({ value: key, label: inLanguage(name, language) }))}
        onChange={(key) => {
          const chosen = fields.find((one) => one.key === key);
          if (chosen)
            onChange({ field: chosen.key, relation: relationsOf(chosen.type)[0] ?? "not_empty", values: [] });
        }}
      />
      <Select
        className={classes.relation}
        aria-label={t`Comparison`}
        allowDeselect={false}
        value={clause.relation}
        data={relations.map((value) => ({ value, label: i18n._(relationNames[value]) }))}
        onChange={(relation) => relation && onChange({ ...clause, relation })}
      />
      {compares(clause.relation) &&
        (options === null ? (
          <TextInput
            className={classes.value}
            aria-label={t`Value`}
            inputMode={field?.type === "number" || field?.type === "money" ? "decimal" : undefined}
            value={clause.values[0] ?? ""}
            onChange={(event) => onChange({ ...clause, values: [event.currentTarget.value] })}
          />
        ) : clause.relation === "one_of" ? (
          <MultiSelect
            className={classes.value}
            aria-label={t`Values`}
            searchable
            data={options}
            value={clause.values}
            onChange={(values) => onChange({ ...clause, values })}
          />
        ) : (
          <Select
            className={classes.value}
            aria-label={t`Value`}
            searchable
            allowDeselect={false}
            placeholder={t`Choose`}
            data={options}
            value={clause.values[0] ?? null}
            onChange={(value) => onChange({ ...clause, values: value === null ? [] : [value] })}
          />
        ))}
    </>
  );
}
