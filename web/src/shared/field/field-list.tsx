import type { PersonRef } from "../person/person";
import type { FormField } from "./field";
import { FieldInput } from "./field-input";

/** What inputs need of a form; the errors of a table lie at its cells. */
export interface BoundForm {
  getInputProps: (path: string) => object;
  errors?: Readonly<Record<string, React.ReactNode>>;
  clearFieldError?: (path: string) => void;
}

/** What is told below a path, by what follows it. */
function below(errors: BoundForm["errors"], path: string): Record<string, React.ReactNode> {
  return Object.fromEntries(
    Object.entries(errors ?? {}).flatMap(([at, error]) =>
      at.startsWith(`${path}.`) ? [[at.slice(path.length + 1), error]] : [],
    ),
  );
}

interface FieldListProps {
  form: BoundForm;
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
    const path = root === undefined ? field.key : `${root}.${field.key}`;
    const { value, checked, error, onChange, onBlur, ...rest } = form.getInputProps(path) as {
      value?: unknown;
      checked?: unknown;
      error?: React.ReactNode;
      onChange: (value: unknown) => void;
      onBlur?: () => void;
      "data-path"?: string;
    };
    const cellErrors = field.type === "table" ? below(form.errors, path) : undefined;
    return (
      <FieldInput
        key={field.key}
        field={field}
        value={field.readOnly ? standing?.[field.key] : (value ?? checked)}
        error={error}
        cellErrors={cellErrors}
        onChange={(next) => {
          // Rows move, and what was told of one with them.
          for (const cell of Object.keys(cellErrors ?? {})) form.clearFieldError?.(`${path}.${cell}`);
          onChange(next);
        }}
        onBlur={onBlur}
        data-path={rest["data-path"]}
        searchPeople={searchPeople}
        onBusy={onBusy}
      />
    );
  });
}
