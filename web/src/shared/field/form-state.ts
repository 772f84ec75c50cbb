import { useEffect, useRef, useState } from "react";
import type { Schemas } from "../api/client";
import type { FieldValues, FormField } from "./field";
import { wireValues } from "./field";

/** What a form asks for with the answers at hand, as the server says it. */
export type FormState = Schemas["FormState"];

/** Fields that stand together. */
export interface FormSection {
  title: string;
  help: string;
  columns: number;
  fields: readonly FormField[];
}

/** How a transition's screen stands before anything is entered. */
export function screenState({ sections }: Schemas["TransitionView"]): FormState {
  const asked = sections.flatMap(({ fields }) => fields);
  return {
    fields: Object.fromEntries(
      asked.map(({ key, visible, required, readOnly }) => [key, { visible, required, readOnly }]),
    ),
    values: Object.fromEntries(asked.flatMap(({ key, field }) => (field?.value ? [[key, field.value]] : []))),
  };
}

/**
 * What a transition asks for.
 *
 * @param own what stands for the ticket's own resolution and assignee; null where they cannot be answered
 */
export function screenSections(
  { sections }: Schemas["TransitionView"],
  own: (asked: Schemas["ScreenFieldView"]) => FormField | null,
): FormSection[] {
  return sections.map(({ fields, ...section }) => ({
    ...section,
    fields: fields.flatMap((asked) => {
      const { field, required } = asked;
      return field ? { ...field, required, defaultValue: field.value ?? undefined } : (own(asked) ?? []);
    }),
  }));
}

/** Long enough that a person who types is not asked about at every key. */
const pause = 250;

/** The field as it is asked for now; null when it is not. */
export function asked(field: FormField, state: FormState): FormField | null {
  const now = state.fields[field.key];
  if (!now) return field;
  return now.visible ? { ...field, required: now.required, readOnly: now.readOnly } : null;
}

export function askedOf(fields: readonly FormField[], state: FormState): FormField[] {
  return fields.flatMap((field) => asked(field, state) ?? []);
}

/** The answers as the API takes them: only those that are the person's to give now. */
export function askedValues(
  fields: readonly FormField[],
  values: FieldValues,
  state: FormState,
): FieldValues {
  return wireValues(
    askedOf(fields, state).filter(({ readOnly }) => !readOnly),
    values,
  );
}

interface FormStateOptions {
  fields: readonly FormField[];
  values: FieldValues;
  /** How the form stands before anything is entered. */
  initial: FormState;
  /** Whether what is asked depends on the answers at all. */
  conditional: boolean;
  ask: (values: FieldValues) => Promise<FormState>;
}

/**
 * What a form asks for, following the answers: the server is asked when typing pauses. While it cannot be reached the
 * form stays as it is.
 */
export function useFormState({ fields, values, initial, conditional, ask }: FormStateOptions) {
  const [state, setState] = useState(initial);
  const latest = useRef({ question: "", ask });
  useEffect(() => {
    latest.current.ask = ask;
  });
  const question = conditional ? JSON.stringify(wireValues(fields, values)) : null;

  useEffect(() => {
    if (question === null) return undefined;
    latest.current.question = question;
    const timer = setTimeout(() => {
      latest.current.ask(JSON.parse(question) as FieldValues).then(
        (answered) => {
          // An answer that something newer has overtaken would show what was true before.
          if (latest.current.question === question) setState(answered);
        },
        () => undefined,
      );
    }, pause);
    return () => clearTimeout(timer);
  }, [question]);

  /** How the form stands for what is about to be sent. */
  async function settled(sent: FieldValues): Promise<FormState> {
    if (!conditional) return state;
    try {
      const answered = await ask(wireValues(fields, sent));
      setState(answered);
      return answered;
    } catch {
      return state;
    }
  }

  return { state, settled };
}
