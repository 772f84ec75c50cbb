import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { timeFrom } from "./content";

interface TimeInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
  visibleLabel?: boolean;
  readOnly?: boolean;
}

/** A time of a day, to 24:00; `9` is 09:00. */
export function TimeInput({ label, value, onChange, error, visibleLabel = false, readOnly }: TimeInputProps) {
  return (
    <TextInput
      label={visibleLabel ? label : undefined}
      aria-label={visibleLabel ? undefined : label}
      value={value}
      error={error}
      readOnly={readOnly}
      inputMode="numeric"
      autoComplete="off"
      maxLength={12}
      w={84}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={() => onChange(timeFrom(value))}
    />
  );
}
