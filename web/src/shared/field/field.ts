import { t } from "@lingui/core/macro";
import type { Schemas } from "../api/client";
import type { Attachment } from "../attachment/attachment";
import type { PersonRef } from "../person/person";
import type { Money } from "./money";
import { fractionDigits } from "./money";

export type FieldType = Schemas["Question"]["type"];

/** What a form says about one of its fields. The API's form and transition fields fit into it. */
export interface FormField {
  key: string;
  type: FieldType;
  label: string;
  help?: string | null;
  required: boolean;
  /** Shown, and not to be changed with the answers at hand. */
  readOnly?: boolean;
  defaultValue?: unknown;
  settings?: FieldSettings | null;
  options?: ReadonlyArray<{ key: string; name: string; parent?: string | null }> | null;
  /** Where the choices are found that do not come along. */
  choicesAt?: string | null;
  /** Who may be chosen, where that is not everybody; `circle` tells those of one question from those of another. */
  people?: { search: (query: string) => Promise<PersonRef[]>; circle: string; known?: PersonRef | null };
}

/** Bounds by type; each is only meant for the types it can bound. */
export type FieldSettings = Schemas["FieldSettings"];

export type FieldValues = Record<string, unknown>;

const emptyValue: Readonly<Record<FieldType, unknown>> = {
  short_text: "",
  long_text: "",
  rich_text: "",
  url: "",
  email: "",
  phone: "",
  number: "",
  duration: "",
  money: null,
  date: null,
  date_time: null,
  choice: null,
  multi_choice: [],
  checkbox: false,
  consent: false,
  person: null,
  persons: [],
  group: null,
  team: null,
  service: null,
  ticket: "",
  table: [],
  computed: null,
  file: [],
  priority: 3,
};

/** The values a form starts with: its defaults, else empty ones of the right kind. */
export function initialValues(fields: readonly FormField[]): FieldValues {
  return Object.fromEntries(
    fields.map(({ key, type, defaultValue }) => [key, defaultValue ?? emptyValue[type]]),
  );
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === "" ||
    value === false ||
    (typeof value === "string" && value.trim() === "") ||
    (value as Partial<Money>).amount === "" ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** The cells of one row, by the key of their column. */
export type TableRow = Record<string, unknown>;

/** The columns of a table as questions of their own. */
export function cellFields({ settings }: FormField, language: string): FormField[] {
  const inLanguage = ({ ko, en }: Schemas["LocalizedText"]) =>
    (language === "ko" ? ko || en : en || ko) ?? "";
  return (settings?.columns ?? [])
    .filter(({ active }) => active !== false)
    .map(({ key, type, name, required, options }) => ({
      key,
      type,
      label: inLanguage(name),
      required: required === true,
      options: options
        ?.filter((option) => option.active)
        .map((option) => ({ key: option.key, name: inLanguage(option.name), parent: option.parent })),
    }));
}

/** Whether nothing was entered into a row; it is not sent then, though it counts. */
export const isBlankRow = (row: TableRow) => Object.values(row).every(isEmpty);

/** Rows keep their places, so that what is wrong with one is told there; cells of former columns stay as they are. */
function wireRows(field: FormField, rows: readonly TableRow[]): TableRow[] {
  const cells = cellFields(field, "en");
  const asked = new Set(cells.map(({ key }) => key));
  return rows.map((row) => ({
    ...Object.fromEntries(Object.entries(row).filter(([key]) => !asked.has(key))),
    ...wireValues(cells, row),
  }));
}

/** The values as the API takes them: files by their ids, nothing for what was left empty. */
export function wireValues(fields: readonly FormField[], values: FieldValues): FieldValues {
  return Object.fromEntries(
    fields.flatMap((field): Array<[string, unknown]> => {
      const { key, type } = field;
      const value = values[key];
      if (type === "checkbox") return [[key, value === true]];
      if (isEmpty(value)) return [];
      if (type === "consent") return [[key, true]];
      if (type === "persons")
        return [
          [
            key,
            (value as Array<number | { id: number }>).map((one) => (typeof one === "number" ? one : one.id)),
          ],
        ];
      if (type === "table") return [[key, wireRows(field, value as TableRow[])]];
      if (type === "file") return [[key, (value as Attachment[]).map(({ id }) => id)]];
      return [[key, typeof value === "string" ? value.normalize("NFC") : value]];
    }),
  );
}

function problemWith({ type, required, settings, options }: FormField, value: unknown): string | null {
  if (isEmpty(value))
    return required
      ? type === "checkbox" || type === "consent"
        ? t`This must be ticked.`
        : t`This is needed.`
      : null;
  const bounds = settings ?? {};
  if (type === "short_text" || type === "long_text") {
    const length = [...(value as string)].length;
    const { minimumLength, maximumLength } = bounds;
    if (minimumLength && length < minimumLength) return t`At least ${minimumLength} characters.`;
    if (maximumLength && length > maximumLength) return t`No more than ${maximumLength} characters.`;
  }
  if (type === "number") {
    const { minimum, maximum } = bounds;
    if (typeof minimum === "number" && Number(value) < minimum) return t`No less than ${minimum}.`;
    if (typeof maximum === "number" && Number(value) > maximum) return t`No more than ${maximum}.`;
  }
  if (type === "url" && !/^https?:\/\/./i.test((value as string).trim()))
    return t`Begin with https:// or http://.`;
  if (type === "email" && !/^[^\s@]+@[^\s@]+$/.test((value as string).trim()))
    return t`Enter an email address such as name@example.com.`;
  if (type === "duration" && typeof value !== "number")
    return t`Enter days, hours and minutes, such as 1d 7h 20m.`;
  if (type === "money") {
    const { amount, currency } = value as Money;
    const digits = fractionDigits(currency);
    if ((amount.split(".")[1] ?? "").replace(/0+$/, "").length > digits)
      return digits === 0
        ? t`${currency} has no digits after the point.`
        : t`${currency} has ${digits} digits after the point.`;
  }
  if (type === "multi_choice") {
    const { maximumChoices } = bounds;
    if (maximumChoices && (value as unknown[]).length > maximumChoices)
      return t`No more than ${maximumChoices} of these.`;
  }
  if (type === "choice" && options && options.length > 0 && !options.some(({ key }) => key === value)) {
    return t`This choice is no longer offered.`;
  }
  return null;
}

function tableProblems(field: FormField, rows: readonly TableRow[]): Array<[string, string]> {
  const filled = rows.filter((row) => !isBlankRow(row)).length;
  const least = field.settings?.minimumRows ?? 0;
  if (filled === 0) return field.required ? [[field.key, t`This is needed.`]] : [];
  if (filled < least) return [[field.key, t`At least ${least} rows.`]];
  const cells = cellFields(field, "en");
  return rows.flatMap((row, at) =>
    isBlankRow(row)
      ? []
      : Object.entries(fieldProblems(cells, row)).map(([key, problem]): [string, string] => [
          `${field.key}.${at}.${key}`,
          problem,
        ]),
  );
}

/** What a person can be told before the server is asked, by field key; of a table by the path of the cell. */
export function fieldProblems(fields: readonly FormField[], values: FieldValues): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field): Array<[string, string]> => {
      if (field.type === "table") return tableProblems(field, (values[field.key] ?? []) as TableRow[]);
      const problem = problemWith(field, values[field.key]);
      return problem === null ? [] : [[field.key, problem]];
    }),
  );
}

/** A date bound that may be relative to today (`today`, `today+7`), as a calendar date. */
export function dateBound(bound: string | null | undefined, today: string): string | undefined {
  if (!bound) return undefined;
  const relative = /^today(?:\s*([+-])\s*(\d+)d?)?$/.exec(bound);
  if (!relative) return bound.slice(0, 10);
  const days = Number(`${relative[1] ?? "+"}${relative[2] ?? "0"}`);
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
