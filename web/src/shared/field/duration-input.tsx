import { useLingui } from "@lingui/react/macro";
import type { TextInputProps } from "@mantine/core";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useFormats } from "../i18n/formats";
import { parseDuration } from "./duration";

interface DurationInputProps extends Omit<TextInputProps, "value" | "onChange" | "onBlur"> {
  /** Milliseconds, or what was typed as long as it cannot be understood. */
  value: number | string;
  onChange: (value: number | string) => void;
  onBlur?: () => void;
}

/** A duration, typed as people write it; leaving the input shows how it was understood. */
export function DurationInput({ value, onChange, onBlur, ...input }: DurationInputProps) {
  const { t } = useLingui();
  const { duration } = useFormats();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typeof value === "number" ? duration(value) : value;
  return (
    <TextInput
      placeholder={t`1d 7h 20m`}
      autoComplete="off"
      {...input}
      value={typed !== null && meaning(typed) === value ? typed : shown}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        onChange(meaning(text));
      }}
      onBlur={() => {
        setTyped(null);
        onBlur?.();
      }}
    />
  );
}

function meaning(typed: string): number | string {
  return parseDuration(typed) ?? typed;
}
