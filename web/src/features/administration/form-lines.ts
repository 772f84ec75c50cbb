import type { FormField } from "@/shared/field/field";
import { wireValues } from "@/shared/field/field";
import type { Language } from "@/shared/i18n/language";
import type { LocalizedDraft } from "./localized";
import { draftOf } from "./localized";
import type { FieldDefinition, LocalizedText, RequestType } from "./resources";

/** A field on a form while the form is edited. */
export interface FormLine {
  fieldId: number;
  required: boolean;
  /** The form's own wording; empty where it is the field's. */
  label: LocalizedDraft;
  help: LocalizedDraft;
  defaultValue: unknown;
}

export function linesOf({ form }: RequestType): FormLine[] {
  return form.fields.map(({ fieldId, required, label, help, defaultValue }) => ({
    fieldId,
    required,
    label: draftOf(label),
    help: draftOf(help),
    defaultValue: defaultValue ?? null,
  }));
}

export function newLine(field: FieldDefinition): FormLine {
  return {
    fieldId: field.id,
    required: false,
    label: draftOf(null),
    help: draftOf(null),
    defaultValue: null,
  };
}

/** A line with its field, as the API takes it. */
export function wireLine(line: FormLine, field: FieldDefinition | undefined) {
  const wired =
    field && line.defaultValue !== null && line.defaultValue !== false
      ? wireValues([questionOf(line, field, "en")], { [field.key]: line.defaultValue })[field.key]
      : null;
  return { ...line, defaultValue: wired ?? null };
}

function wording(own: LocalizedText, fields: LocalizedText, language: Language): string {
  const other = language === "ko" ? "en" : "ko";
  return own[language] || fields[language] || own[other] || fields[other] || "";
}

/** The question that a line puts to somebody who reads this language. */
export function questionOf(line: FormLine, field: FieldDefinition, language: Language): FormField {
  return {
    key: field.key,
    type: field.type,
    label: wording(line.label, field.name, language),
    help: wording(line.help, field.help, language),
    required: line.required,
    defaultValue: line.defaultValue ?? undefined,
    settings: field.settings,
    options: field.options
      .filter(({ active }) => active)
      .map(({ key, name }) => ({ key, name: wording({}, name, language) })),
  };
}
