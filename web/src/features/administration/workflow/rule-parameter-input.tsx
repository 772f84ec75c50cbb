import { useLingui } from "@lingui/react/macro";
import {
  ActionIcon,
  Checkbox,
  Group,
  Input,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { FieldType } from "@/shared/field/field";
import { timeZones } from "@/shared/i18n/time-zone";
import { PersonPicker } from "@/shared/person/person-picker";
import { GroupPicker } from "../group-picker";
import type { LocalizedText } from "../resources";
import type { Rule, RuleParameter } from "./definition";
import { useDesign, useNames } from "./design";
import { alwaysThere, FieldValueInput } from "./field-value-input";
import { LocalizedTextInput } from "./localized-text-input";
import { useNamed } from "./rule-sentence";

interface RuleParameterInputProps {
  parameter: RuleParameter;
  rule: Rule;
  error?: string;
  onChange: (value: unknown) => void;
}

/** The input for what a rule asks for, whatever it names. */
export function RuleParameterInput({ parameter, rule, error, onChange }: RuleParameterInputProps) {
  const { t } = useLingui();
  const { definition, fields, ruleTypes } = useDesign();
  const names = useNames();
  const type = ruleTypes.find(({ key, parameters }) => key === rule.type && parameters.includes(parameter));
  const named = useNamed(rule, type);
  const { label, required, many } = parameter;
  const value = rule.parameters[parameter.name];
  const common = { label, required, error };

  const choose = (data: Array<{ value: string; label: string }>) =>
    many ? (
      <MultiSelect
        {...common}
        data={data}
        value={(value as string[] | undefined) ?? []}
        onChange={(next) => onChange(next.length > 0 ? next : null)}
        searchable
      />
    ) : (
      <Select
        {...common}
        data={data}
        value={(value as string | undefined) ?? null}
        onChange={onChange}
        clearable={!required}
        clearButtonProps={{ "aria-label": t`Clear` }}
        searchable
      />
    );

  switch (parameter.type) {
    case "field": {
      const known: Array<[string, FieldType]> = [
        ...Object.entries(alwaysThere),
        ...fields.map((field): [string, FieldType] => [field.key, field.type]),
      ];
      return choose(
        known
          .filter(([, kind]) => parameter.fieldTypes.length === 0 || parameter.fieldTypes.includes(kind))
          .map(([key]) => ({ value: key, label: names.field(key) })),
      );
    }
    case "status":
      return choose(definition.statuses.map(({ key }) => ({ value: key, label: names.status(key) })));
    case "choice":
      return choose(parameter.choices.map(({ key, name }) => ({ value: key, label: name })));
    case "group": {
      const ids = (many ? (value as number[] | undefined) : value ? [value as number] : []) ?? [];
      return (
        <Stack gap={4}>
          {ids.map((id) => {
            const name = named.group(id);
            return (
              <Group key={id} gap={4} justify="space-between" wrap="nowrap">
                <Text size="sm">{name}</Text>
                <ActionIcon
                  aria-label={t`Remove ${name}`}
                  onClick={() => {
                    const left = ids.filter((one) => one !== id);
                    onChange(many && left.length > 0 ? left : null);
                  }}
                >
                  <IconX size={16} />
                </ActionIcon>
              </Group>
            );
          })}
          {(many || ids.length === 0) && (
            <GroupPicker
              key={ids.length}
              label={label}
              value={null}
              error={error}
              onChange={(id) => id !== null && !ids.includes(id) && onChange(many ? [...ids, id] : id)}
            />
          )}
        </Stack>
      );
    }
    case "person": {
      const id = typeof value === "number" ? value : null;
      return (
        <PersonPicker
          label={label}
          visibleLabel
          value={id}
          known={named.personReference(id) ?? null}
          error={error}
          onChange={onChange}
        />
      );
    }
    case "localized_text":
      return (
        <LocalizedTextInput
          {...common}
          value={value as LocalizedText | undefined}
          onChange={(text) => {
            const written = Object.fromEntries(Object.entries(text).filter(([, words]) => Boolean(words)));
            onChange(Object.keys(written).length > 0 ? written : null);
          }}
        />
      );
    case "number":
      return (
        <NumberInput
          {...common}
          allowDecimal={false}
          value={(value as number | undefined) ?? ""}
          onChange={(next) => onChange(typeof next === "number" ? next : null)}
        />
      );
    case "time":
      return (
        <TextInput
          {...common}
          type="time"
          value={(value as string | undefined) ?? ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "time_zone":
      return (
        <Select
          {...common}
          data={timeZones()}
          value={(value as string | undefined) ?? null}
          onChange={onChange}
          searchable
          limit={80}
        />
      );
    case "value":
      return <ValueInput parameter={parameter} rule={rule} error={error} onChange={onChange} />;
    case "text":
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={10}
          value={(value as string | undefined) ?? ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    default:
      // Patterns, expressions and what modules bring later: written, not chosen.
      return (
        <Textarea
          {...common}
          autosize
          minRows={1}
          maxRows={8}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          value={typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

/** A value of the field that the rule names. */
function ValueInput({ parameter, rule, error, onChange }: RuleParameterInputProps) {
  const { t } = useLingui();
  const { fields } = useDesign();
  const key = rule.parameters.field as string | undefined;
  const { label, required } = parameter;
  const value = rule.parameters[parameter.name];
  if (key === undefined) return <Input.Wrapper label={label} description={t`Choose the field first.`} />;
  const type = fields.find((one) => one.key === key)?.type;
  const moment = type === "date" ? "today" : type === "date_time" ? "now" : null;
  return (
    <Stack gap={4}>
      {(moment === null || value !== moment) && (
        <FieldValueInput
          fieldKey={key}
          label={label}
          required={required}
          value={value}
          error={error}
          onChange={onChange}
        />
      )}
      {moment && (
        <Checkbox
          label={moment === "today" ? t`The day on which it is taken` : t`The moment at which it is taken`}
          checked={value === moment}
          onChange={(event) => onChange(event.currentTarget.checked ? moment : null)}
        />
      )}
    </Stack>
  );
}
