import type { PersonRef } from "../person/person";
import type { FormField } from "./field";
import { FieldInput } from "./field-input";

interface FieldListProps {
  form: { getInputProps: (path: string) => object };
  fields: readonly FormField[];
  /** Where the answers lie in the form's values, when not at the top: `values`. */
  root?: string;
  /** What stands in fields that are read-only, by key. */
  standing?: Readonly<Record<string, unknown>>;
  searchPeople?: (query: string) => Promise<PersonRef[]>;
  onBusy?: (busy: boolean) => void;
}

/** All inputs of a form, bound to it. */
export function FieldList({ form, fields, root, standing, searchPeople, onBusy }: FieldListProps) {
  return fields.map((field) => {
    const { value, checked, error, onChange, onBlur, ...rest } = form.getInputProps(
      root === undefined ? field.key : `${root}.${field.key}`,
    ) as {
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
        value={field.readOnly ? standing?.[field.key] : (value ?? checked)}
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
