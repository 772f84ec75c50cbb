import type { Schemas } from "@/shared/api/client";
import type { Language } from "@/shared/i18n/language";
import { inLanguage } from "../localized";
import type { Definition } from "./definition";

export type Problem = Schemas["WorkflowDraftProblem"];

/** What a problem is about: a status, a transition, or the workflow as a whole. */
export type Place =
  | { of: "status"; key: string; member: string }
  | { of: "transition"; key: string; member: string }
  | { of: "workflow"; member: string };

/** `/transitions/3/validators/0/parameters/field` → the fourth transition, `validators/0/parameters/field`. */
export function placeOf(pointer: string, definition: Definition): Place {
  const [, list, position = "", ...rest] = pointer.split("/");
  const member = rest.join("/");
  const index = Number(position);
  if (list === "statuses" && position !== "") {
    const status = definition.statuses[index];
    if (status) return { of: "status", key: status.key, member };
  }
  if (list === "transitions" && position !== "") {
    const transition = definition.transitions[index];
    if (transition) return { of: "transition", key: transition.key, member };
  }
  return { of: "workflow", member: pointer.slice(1) };
}

/** Problems that call statuses and transitions by name; the server knows them by key. */
export function inNames<Told extends Pick<Problem, "pointer" | "message">>(
  problems: readonly Told[],
  definition: Definition,
  language: Language,
): Told[] {
  return problems.map((problem) => {
    const place = placeOf(problem.pointer, definition);
    if (place.of === "workflow") return problem;
    const list = place.of === "status" ? definition.statuses : definition.transitions;
    const name = inLanguage(list.find(({ key }) => key === place.key)?.name, language);
    return name
      ? {
          ...problem,
          message: problem.message.replace(/[“‘]([a-z0-9_]+)[”’]/, (quoted, key) =>
            key === place.key ? quoted.replace(place.key, name) : quoted,
          ),
        }
      : problem;
  });
}

/** Problems told at the place itself, by what they are about. */
export function problemsAt(
  problems: readonly Problem[],
  definition: Definition,
  of: "status" | "transition",
): Map<string, string> {
  const found = new Map<string, string>();
  for (const { pointer, message } of problems) {
    const place = placeOf(pointer, definition);
    if (place.of !== of) continue;
    const before = found.get(place.key);
    found.set(place.key, before ? `${before} ${message}` : message);
  }
  return found;
}
