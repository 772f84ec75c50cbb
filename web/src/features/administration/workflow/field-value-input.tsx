import type { FieldType, FormField } from "@/shared/field/field";
import { initialValues, wireValues } from "@/shared/field/field";
import { FieldInput } from "@/shared/field/field-input";
import { useFormats } from "@/shared/i18n/formats";
import { newLine, questionOf } from "../form-lines";
import { useDesign, useResolutions } from "./design";

interface FieldValueInputProps {
  fieldKey: string;
  label: string;
  help?: string;
  required?: boolean;
  /** As the API takes it; nothing for none. */
  value: unknown;
  error?: string;
  onChange: (value: unknown) => void;
}

/** What every ticket has beside its fields. */
export const alwaysThere: Readonly<Record<string, FieldType>> = {
  assignee: "person",
  reporter: "person",
  resolution: "choice",
};

/** A value of a field, or of what every ticket has beside its fields. */
export function FieldValueInput({ fieldKey, value, error, onChange, ...asked }: FieldValueInputProps) {
  const { language } = useFormats();
  const { fields } = useDesign();
  const resolutions = useResolutions();
  const field = fields.find(({ key }) => key === fieldKey);
  const type = field?.type ?? alwaysThere[fieldKey];
  if (!type) return null;
  const question: FormField = {
    ...(field && questionOf(newLine(field), field, language)),
    ...(fieldKey === "resolution" && {
      options: Object.entries(resolutions).map(([key, name]) => ({ key, name })),
    }),
    key: fieldKey,
    type,
    label: asked.label,
    help: asked.help ?? null,
    required: asked.required ?? false,
    defaultValue: undefined,
  };
  return (
    <FieldInput
      field={question}
      value={value ?? initialValues([question])[fieldKey]}
      error={error}
      onChange={(next) => onChange(wireValues([question], { [fieldKey]: next })[fieldKey] ?? null)}
    />
  );
}
