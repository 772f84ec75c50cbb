import { Textarea } from "@mantine/core";

interface TemplateInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
}

/** A text that can hold values. */
export function TemplateInput({ label, value, onChange, rows = 1 }: TemplateInputProps) {
  return (
    <Textarea
      label={label}
      autosize
      minRows={rows}
      maxRows={14}
      maxLength={20_000}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
