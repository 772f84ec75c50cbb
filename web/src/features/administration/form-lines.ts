import type { FormField } from "@/shared/field/field";
import { wireValues } from "@/shared/field/field";
import type { FormSection } from "@/shared/field/form-state";
import type { Language } from "@/shared/i18n/language";
import type { LocalizedDraft } from "./localized";
import { draftOf, inLanguage } from "./localized";
import type { FieldDefinition, Form, LocalizedText } from "./resources";

/** On what a part of a form depends, as expressions; empty where it depends on nothing. */
export interface ConditionsDraft {
  visibleWhen: string;
  requiredWhen: string;
  readOnlyWhen: string;
}

/** A field on a form while the form is edited. */
export interface FormLine extends ConditionsDraft {
  fieldId: number;
  required: boolean;
  /** The form's own wording; empty where it is the field's. */
  label: LocalizedDraft;
  help: LocalizedDraft;
  defaultValue: unknown;
  /** Kept from the person; what is written instead is `preset`. */
  hidden: boolean;
  preset: unknown;
}

/** A section of a form while the form is edited. */
export interface SectionLine extends ConditionsDraft {
  /** Known to the editor only. */
  id: number;
  title: LocalizedDraft;
  help: LocalizedDraft;
  columns: number;
  fields: FormLine[];
}

/** What stands in the editor one below the other: the sections, each followed by its fields. */
export type Row =
  | { kind: "section"; section: SectionLine; at: number }
  | { kind: "field"; line: FormLine; at: number; position: number };

const independent: ConditionsDraft = { visibleWhen: "", requiredWhen: "", readOnlyWhen: "" };

/** Whether a part is not always as it is. */
export function isConditional({ visibleWhen, requiredWhen, readOnlyWhen }: ConditionsDraft): boolean {
  return visibleWhen + requiredWhen + readOnlyWhen !== "";
}

let made = 0;

export function newSection(): SectionLine {
  return { id: ++made, title: draftOf(null), help: draftOf(null), columns: 1, fields: [], ...independent };
}

function conditionsOf(part: { [name in keyof ConditionsDraft]?: string | null }): ConditionsDraft {
  return {
    visibleWhen: part.visibleWhen ?? "",
    requiredWhen: part.requiredWhen ?? "",
    readOnlyWhen: part.readOnlyWhen ?? "",
  };
}

export function sectionsOf(form: Form): SectionLine[] {
  return form.sections.map((section) => ({
    id: ++made,
    title: draftOf(section.title),
    help: draftOf(section.help),
    columns: section.columns,
    ...conditionsOf(section),
    fields: section.fields.map((field) => ({
      fieldId: field.fieldId,
      required: field.required,
      label: draftOf(field.label),
      help: draftOf(field.help),
      defaultValue: field.defaultValue ?? null,
      hidden: field.preset !== null && field.preset !== undefined,
      preset: field.preset ?? null,
      ...conditionsOf(field),
    })),
  }));
}

export function newLine(field: FieldDefinition): FormLine {
  return {
    fieldId: field.id,
    required: false,
    label: draftOf(null),
    help: draftOf(null),
    defaultValue: null,
    hidden: false,
    preset: null,
    ...independent,
  };
}

export function rowsOf(sections: readonly SectionLine[]): Row[] {
  return sections.flatMap((section, at): Row[] => [
    { kind: "section", section, at },
    ...section.fields.map((line, position): Row => ({ kind: "field", line, at, position })),
  ]);
}

/** The sections with one row at another place: a section with all of its fields, a field into whatever section is there. */
export function moveRow(sections: readonly SectionLine[], from: number, to: number): SectionLine[] {
  const rows = rowsOf(sections);
  const row = rows[from];
  const target = rows[to];
  if (!row || !target) return [...sections];
  if (row.kind === "section") {
    const others = sections.filter(({ id }) => id !== row.section.id);
    const own = row.section.fields.length;
    // One step is one section; further away it takes the place of the section that is there.
    const place =
      to === from + 1
        ? row.at + 1
        : to === from - 1
          ? row.at - 1
          : to > from + own
            ? target.at
            : to < from
              ? target.at
              : row.at;
    others.splice(Math.max(0, place), 0, row.section);
    return others;
  }
  const moved = rows.filter((one) => one !== row);
  // Nothing stands before the first section.
  moved.splice(Math.max(1, to), 0, row);
  const arranged: SectionLine[] = [];
  for (const one of moved) {
    if (one.kind === "section") arranged.push({ ...one.section, fields: [] });
    else arranged.at(-1)?.fields.push(one.line);
  }
  return arranged;
}

function wired(value: unknown, line: FormLine, field: FieldDefinition | undefined): unknown {
  if (!field || value === null) return null;
  return wireValues([questionOf(line, field, "en")], { [field.key]: value })[field.key] ?? null;
}

/** The sections as the API takes them. */
export function wireSections(
  sections: readonly SectionLine[],
  definitions: ReadonlyMap<number, FieldDefinition>,
) {
  return sections.map(({ id: _own, fields, ...section }) => ({
    ...section,
    fields: fields.map(({ hidden, preset, defaultValue, ...line }) => {
      const field = definitions.get(line.fieldId);
      const asked = { ...line, hidden, preset, defaultValue };
      return {
        ...line,
        // A box that is not ticked is no answer.
        defaultValue: hidden || defaultValue === false ? null : wired(defaultValue, asked, field),
        preset: hidden ? (wired(preset, asked, field) ?? "") : null,
      };
    }),
  }));
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
      .map(({ key, name, parent }) => ({ key, name: wording({}, name, language), parent })),
    choicesAt: field.choicesAt,
  };
}

/** The form as somebody sees it who reads this language. */
export function previewOf(
  sections: readonly SectionLine[],
  definitions: ReadonlyMap<number, FieldDefinition>,
  language: Language,
): FormSection[] {
  return sections.map(({ title, help, columns, fields }) => ({
    title: inLanguage(title, language),
    help: inLanguage(help, language),
    columns,
    fields: fields.flatMap((line) => {
      const field = definitions.get(line.fieldId);
      return field && !line.hidden ? [questionOf(line, field, language)] : [];
    }),
  }));
}
