import type { UseFormReturnType } from "@mantine/form";
import type { PersonRef } from "../person/person";
import type { FieldValues, FormField } from "./field";
import { FieldInput } from "./field-input";

interface FieldListProps {
  form: UseFormReturnType<FieldValues>;
  fields: readonly FormField[];
  searchPeople?: (query: string) => Promise<PersonRef[]>;
  onBusy?: (busy: boolean) => void;
}

/** All inputs of a form, bound to it. */
export function FieldList({ form, fields, searchPeople, onBusy }: FieldListProps) {
  return fields.map((field) => {
    const { value, checked, error, onChange, onBlur, ...rest } = form.getInputProps(field.key) as {
      value?: unknown;
      checked?: unknown;
      error?: React.ReactNode;
      onChange: (value: unknown) => void;
      onBlur?: () => void;
      "data-path"?: string;
    };
    return (
      <FieldInput
        key={field.key}
        field={field}
        value={value ?? checked}
        error={error}
        onChange={onChange}
        onBlur={onBlur}
        data-path={rest["data-path"]}
        searchPeople={searchPeople}
        onBusy={onBusy}
      />
    );
  });
}
