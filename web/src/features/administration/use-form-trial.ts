import { useEffect, useRef, useState } from "react";
import { answer, api } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import type { FieldValues } from "@/shared/field/field";
import type { FormState } from "@/shared/field/form-state";
import { placeViolations } from "@/shared/form/violations";
import type { SectionLine } from "./form-lines";
import { isConditional, wireSections } from "./form-lines";
import type { FieldDefinition } from "./resources";

/** A form that is being edited, as the server judges it. */
export interface FormTrial {
  /** How it stands for what was entered into the preview. */
  state: FormState;
  /** What is wrong with conditions, by path. */
  problems: Readonly<Record<string, string>>;
  answered: FieldValues;
  onAnswer: (values: FieldValues) => void;
}

const everything: FormState = { fields: {}, values: {} };
const pause = 350;

/** Asks the server about a form while it is edited; while it cannot be reached, what it said last stands. */
export function useFormTrial(
  deskKey: string,
  sections: readonly SectionLine[],
  definitions: ReadonlyMap<number, FieldDefinition>,
): FormTrial {
  const [answered, onAnswer] = useState<FieldValues>({});
  const [state, setState] = useState(everything);
  const [problems, setProblems] = useState<Record<string, string>>({});
  const latest = useRef("");
  const conditional = sections.some((section) => [section, ...section.fields].some(isConditional));
  const question = conditional
    ? JSON.stringify({ sections: wireSections(sections, definitions), values: answered })
    : "";

  useEffect(() => {
    latest.current = question;
    const timer = setTimeout(
      () => {
        if (question === "") {
          setState(everything);
          setProblems({});
          return;
        }
        answer(
          api.POST("/api/desks/{deskKey}/request-types/form-trials", {
            params: { path: { deskKey } },
            body: JSON.parse(question) as never,
          }),
        ).then(
          (now) => {
            if (latest.current !== question) return;
            setState(now);
            setProblems({});
          },
          (failure: unknown) => {
            if (latest.current !== question || !isProblem(failure)) return;
            const { placed } = placeViolations(
              failure.errors,
              JSON.parse(question) as Record<string, unknown>,
            );
            setProblems(Object.fromEntries(Object.entries(placed).filter(([path]) => path.endsWith("When"))));
          },
        );
      },
      question === "" ? 0 : pause,
    );
    return () => clearTimeout(timer);
  }, [deskKey, question]);

  return { state, problems, answered, onAnswer };
}
