import { useLingui } from "@lingui/react/macro";
import { Select, TagsInput, TextInput } from "@mantine/core";
import type { AskableField, Operand, Test } from "./conditions";
import { aValue, operandsTaken, testOf } from "./conditions";
import classes from "./query-builder.module.css";
import { ThingsInput } from "./things-input";
import { TimeInput } from "./time-input";

interface ValueInputProps {
  label: string;
  field: AskableField;
  test: Test;
  value: readonly Operand[];
  onChange: (value: Operand[]) => void;
}

/** The values that a condition compares with, by the kind of its field. */
export function ValueInput({ label, field, test, value, onChange }: ValueInputProps) {
  const { t } = useLingui();
  const many = operandsTaken(test) === "many";
  // Of one ticket it may be asked which comes before it, of several also how they belong together.
  if (field.named || (field.kind === "ticket" && (many || testOf(test, true) !== test)))
    return (
      <ThingsInput
        label={label}
        field={field}
        value={value}
        onChange={onChange}
        // A second value makes "is one of" of "is".
        several={many || testOf(test, true) !== test}
      />
    );
  if (field.kind === "date" || field.kind === "instant") {
    const shown = value.length > 0 ? value : [undefined];
    return (
      <div className={classes.times}>
        {shown.map((operand, position) => (
          <TimeInput
            // Times have no names; they are what stands in their place.
            key={position}
            label={label}
            value={operand}
            withTime={field.kind === "instant"}
            onChange={(next) => onChange(shown.map((each, at) => (at === position ? next : (each ?? next))))}
          />
        ))}
      </div>
    );
  }
  if (field.kind === "truth")
    return (
      <Select
        size="sm"
        aria-label={label}
        data={[
          { value: "true", label: t`Yes` },
          { value: "false", label: t`No` },
        ]}
        value={value[0]?.text ?? null}
        onChange={(next) => onChange(next === null ? [] : [aValue(next)])}
      />
    );
  const placeholder = { duration: t`For example 2d 4h`, ticket: t`For example IT-123` }[field.kind as string];
  if (many)
    return (
      <TagsInput
        size="sm"
        aria-label={label}
        value={value.map(({ text }) => text)}
        onChange={(texts) => onChange(texts.map(aValue))}
        placeholder={value.length > 0 ? undefined : (placeholder ?? t`Enter after each value`)}
        acceptValueOnBlur
      />
    );
  return (
    <TextInput
      size="sm"
      aria-label={label}
      inputMode={field.kind === "number" ? "decimal" : undefined}
      value={value[0]?.text ?? ""}
      onChange={({ currentTarget }) => onChange([aValue(currentTarget.value)])}
      placeholder={placeholder}
    />
  );
}
