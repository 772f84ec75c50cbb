import { useLingui } from "@lingui/react";
import { useLingui as useText } from "@lingui/react/macro";
import {
  Checkbox,
  Input,
  MultiSelect,
  NumberInput,
  Select,
  Skeleton,
  Textarea,
  TextInput,
} from "@mantine/core";
import type { ReactNode } from "react";
import { lazy, Suspense, useId } from "react";
import type { Attachment } from "../attachment/attachment";
import { FileInput } from "../attachment/file-input";
import type { PersonRef } from "../person/person";
import { useFormats } from "../i18n/formats";
import { PersonPicker } from "../person/person-picker";
import { PersonsInput } from "../person/persons-input";
import { RichTextEditor } from "../text/rich-text-editor";
import { priorities } from "../ticket/vocabulary";
import { DurationInput } from "./duration-input";
import type { FormField, TableRow } from "./field";
import type { Money } from "./money";
import { MoneyInput } from "./money-input";
import { SearchedSelect } from "./searched-select";

const DateField = lazy(() => import("./date-field"));
const TableInput = lazy(() => import("./table-input"));

/** What can be read and copied while it cannot be changed; the others are switched off. */
const readable: ReadonlySet<FormField["type"]> = new Set<FormField["type"]>([
  "short_text",
  "long_text",
  "url",
  "email",
  "phone",
  "ticket",
  "number",
  "duration",
  "money",
  "computed",
]);

interface FieldInputProps {
  field: FormField;
  value: unknown;
  onChange: (value: unknown) => void;
  onBlur?: () => void;
  error?: ReactNode;
  disabled?: boolean;
  /** The person a person field holds, so that the name shows. */
  knownPerson?: PersonRef | null;
  searchPeople?: (query: string) => Promise<PersonRef[]>;
  /** What is wrong with the cells of a table, by row and column: `2.amount`. */
  cellErrors?: Readonly<Record<string, ReactNode>>;
  /** The people in the cells of a table, so that their names show. */
  knownPeople?: readonly PersonRef[];
  /** Told while files are on their way. */
  onBusy?: (busy: boolean) => void;
  /** Leads the focus here after a refusal. */
  "data-path"?: string;
}

/** The right input for a field of a form, whatever its type; portal and workspace show the same. */
export function FieldInput(props: FieldInputProps) {
  const { field, value, onChange, onBlur, error, disabled, knownPerson, searchPeople, onBusy } = props;
  const { i18n } = useLingui();
  const { t } = useText();
  const { language, number } = useFormats();
  const id = useId();
  const { label, required } = field;
  const settings = field.settings ?? {};
  const quiet = (field.readOnly ?? false) && readable.has(field.type);
  const common = {
    id,
    label,
    description: field.help || undefined,
    error,
    required,
    disabled: disabled || (field.readOnly && !quiet),
    ...(quiet ? { readOnly: true, variant: "filled" } : {}),
    onBlur,
    "data-path": props["data-path"],
  };
  const all = field.options ?? [];
  // What stands under another option is called with it.
  const nameOf = (option: (typeof all)[number]): string => {
    const above = all.find(({ key }) => key === option.parent);
    return above && above !== option ? `${nameOf(above)} › ${option.name}` : option.name;
  };
  const options = all.map((option) => ({ value: option.key, label: nameOf(option) }));
  // Only an input of its own kind is bound to the label; an editor or a group of buttons is named by it.
  const inWrapper = (input: ReactNode, labelElement: "label" | "div" = "div") => (
    <Input.Wrapper
      labelElement={labelElement}
      id={id}
      label={label}
      description={field.help || undefined}
      error={error}
      required={required}
    >
      {input}
    </Input.Wrapper>
  );

  switch (field.type) {
    case "short_text":
      return (
        <TextInput
          {...common}
          value={(value as string | null) ?? ""}
          maxLength={settings.maximumLength ?? undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "long_text":
      return (
        <Textarea
          {...common}
          autosize
          minRows={3}
          maxRows={16}
          value={(value as string | null) ?? ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "rich_text":
      return inWrapper(
        <RichTextEditor
          label={label}
          value={(value as string | null) ?? ""}
          onChange={onChange}
          disabled={common.disabled}
          invalid={Boolean(error)}
          describedBy={error ? `${id}-error` : field.help ? `${id}-description` : undefined}
        />,
      );
    case "url":
    case "email":
    case "phone": {
      const kinds = { url: "url", email: "email", phone: "tel" } as const;
      const examples = { url: "https://", email: "name@example.com", phone: "010-1234-5678" };
      return (
        <TextInput
          {...common}
          type={kinds[field.type]}
          placeholder={examples[field.type]}
          value={(value as string | null) ?? ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    }
    case "duration":
      return (
        <DurationInput {...common} value={(value as number | string | null) ?? ""} onChange={onChange} />
      );
    case "money":
      return (
        <MoneyInput
          {...common}
          currencies={settings.currencies ?? []}
          value={value as Money | null}
          onChange={onChange}
        />
      );
    case "number":
      return (
        <NumberInput
          {...common}
          value={(value as number | string | null) ?? ""}
          onChange={onChange}
          min={settings.minimum ?? undefined}
          max={settings.maximum ?? undefined}
          clampBehavior="none"
          decimalScale={settings.decimals ?? undefined}
          thousandSeparator=","
        />
      );
    case "date":
    case "date_time":
      return (
        <Suspense fallback={inWrapper(<Skeleton h={36} />)}>
          <DateField
            {...common}
            withTime={field.type === "date_time"}
            value={value as string | null}
            onChange={onChange}
            earliest={settings.earliest}
            latest={settings.latest}
          />
        </Suspense>
      );
    case "table":
      return inWrapper(
        <Suspense fallback={<Skeleton h={96} />}>
          <TableInput
            field={field}
            rows={(value as TableRow[] | null) ?? []}
            onChange={onChange}
            disabled={common.disabled}
            describedBy={error ? `${id}-error` : field.help ? `${id}-description` : undefined}
            path={props["data-path"]}
            cell={({ row, path, ...cell }) => (
              <FieldInput
                {...cell}
                error={props.cellErrors?.[`${row}.${cell.field.key}`]}
                disabled={common.disabled}
                knownPerson={props.knownPeople?.find(({ id: one }) => one === cell.value)}
                searchPeople={searchPeople}
                data-path={path}
              />
            )}
          />
        </Suspense>,
      );
    case "group":
    case "team":
    case "service":
      return (
        <SearchedSelect
          {...common}
          choicesAt={field.choicesAt ?? ""}
          value={typeof value === "number" ? [String(value)] : []}
          onChange={([id]) => onChange(id === undefined ? null : Number(id))}
        />
      );
    case "choice":
      if (field.choicesAt) {
        return (
          <SearchedSelect
            {...common}
            choicesAt={field.choicesAt}
            value={typeof value === "string" && value !== "" ? [value] : []}
            onChange={([key]) => onChange(key ?? null)}
          />
        );
      }
      return (
        <Select
          {...common}
          data={options}
          value={(value as string | null) ?? null}
          onChange={onChange}
          searchable={options.length > 7}
          clearable={!required}
          clearButtonProps={{ "aria-label": t`Clear` }}
          nothingFoundMessage={t`Nothing found`}
          placeholder={t`Choose`}
        />
      );
    case "multi_choice":
      if (field.choicesAt) {
        return (
          <SearchedSelect
            {...common}
            several
            choicesAt={field.choicesAt}
            value={(value as string[] | null) ?? []}
            maximum={settings.maximumChoices ?? undefined}
            onChange={onChange}
          />
        );
      }
      return (
        <MultiSelect
          {...common}
          data={options}
          value={(value as string[] | null) ?? []}
          onChange={onChange}
          searchable
          clearable
          clearButtonProps={{ "aria-label": t`Clear` }}
          hidePickedOptions
          maxValues={settings.maximumChoices ?? undefined}
          nothingFoundMessage={t`Nothing found`}
          placeholder={(value as string[] | null)?.length ? undefined : t`Choose`}
        />
      );
    case "checkbox":
      return (
        <Checkbox
          {...common}
          label={required ? `${label} *` : label}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "consent": {
      const statement =
        settings.statement?.[language] || settings.statement?.[language === "ko" ? "en" : "ko"];
      return (
        <Checkbox
          {...common}
          label={required ? `${label} *` : label}
          description={
            <>
              {field.help && <span style={{ display: "block" }}>{field.help}</span>}
              <span style={{ display: "block", whiteSpace: "pre-line" }}>{statement}</span>
            </>
          }
          checked={value === true || (typeof value === "object" && value !== null)}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    }
    case "ticket":
      return (
        <TextInput
          {...common}
          placeholder="IT-12"
          autoCapitalize="characters"
          maxLength={40}
          value={(value as string | null) ?? ""}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    case "computed":
      return (
        <TextInput
          {...common}
          required={false}
          readOnly
          variant="filled"
          placeholder={t`Worked out from other answers`}
          value={
            typeof value === "number"
              ? number(value)
              : typeof value === "boolean"
                ? value
                  ? t`Yes`
                  : t`No`
                : ((value as string | null) ?? "")
          }
        />
      );
    case "persons":
      return inWrapper(
        <PersonsInput
          id={id}
          label={label}
          value={(value as PersonRef[] | null) ?? []}
          onChange={onChange}
          search={searchPeople}
          disabled={common.disabled}
          describedBy={error ? `${id}-error` : undefined}
        />,
        "label",
      );
    case "person":
      return inWrapper(
        <PersonPicker
          id={id}
          label={label}
          value={(value as number | null) ?? null}
          onChange={(person) => onChange(person)}
          known={field.people?.known ?? knownPerson}
          search={field.people?.search ?? searchPeople}
          circle={field.people?.circle}
          disabled={common.disabled}
          describedBy={error ? `${id}-error` : undefined}
        />,
        "label",
      );
    case "file":
      return inWrapper(
        <FileInput
          label={label}
          value={(value as Attachment[] | null) ?? []}
          onChange={onChange}
          maximumFiles={settings.maximumFiles ?? undefined}
          disabled={common.disabled}
          describedBy={error ? `${id}-error` : undefined}
          onBusy={onBusy}
        />,
      );
    case "priority":
      return (
        <Select
          {...common}
          data={Object.entries(priorities).map(([level, priority]) => ({
            value: level,
            label: i18n._(priority.label),
          }))}
          value={String(value ?? 3)}
          onChange={(level) => onChange(Number(level))}
          allowDeselect={false}
        />
      );
  }
}
