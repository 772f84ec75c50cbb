import type { RuleDefinition, RuleProblem, Step, StepType } from "./queries";

/** A step with a name of its own, under which it is known while the list is put in another order. */
export type KeptStep = Step & { readonly place: number };

/** A rule as it is edited. */
export interface RuleValues extends Record<string, unknown> {
  trigger: RuleDefinition["trigger"];
  steps: KeptStep[];
  mayTriggerItself: boolean;
}

let places = 0;

export function kept(step: Step): KeptStep {
  const place = ++places;
  if (step.type === "if")
    return { ...step, then: keptAll(step.then), otherwise: keptAll(step.otherwise ?? []), place };
  if (step.type === "each") return { ...step, steps: keptAll(step.steps), place };
  return { ...step, place };
}

/** Those within other steps are kept, too. */
export function keptAll(steps: readonly Step[]): KeptStep[] {
  return steps.map(kept);
}

export function valuesOf({ trigger, steps, mayTriggerItself }: RuleDefinition): RuleValues {
  return { trigger, steps: keptAll(steps), mayTriggerItself };
}

function sent({ place: _place, ...step }: KeptStep): Step {
  const plain = step as Step;
  if (plain.type === "if") {
    const otherwise = sentAll(plain.otherwise ?? []);
    return { ...plain, then: sentAll(plain.then), otherwise: otherwise.length > 0 ? otherwise : null };
  }
  if (plain.type === "each") return { ...plain, steps: sentAll(plain.steps) };
  return plain;
}

function sentAll(steps: readonly Step[]): Step[] {
  return (steps as readonly KeptStep[]).map(sent);
}

export function definitionOf({ trigger, steps, mayTriggerItself }: RuleValues): RuleDefinition {
  return { trigger, steps: sentAll(steps), mayTriggerItself };
}

/** The step at a JSON pointer such as `/steps/1/then/0`; undefined when there is none. */
export function stepAt(definition: RuleDefinition, pointer: string): Step | undefined {
  let found: unknown = definition;
  for (const part of pointer.split("/").slice(1))
    found = (found as Record<string, unknown> | undefined)?.[part];
  return found as Step | undefined;
}

/** Whether a run of it begins with a ticket. */
export function withTicket({ trigger }: RuleDefinition): boolean {
  return (
    (trigger.type !== "schedule" || trigger.query != null) &&
    (trigger.type !== "webhook" || trigger.ticket != null)
  );
}

/** A step of a kind, as it begins. */
export function emptyStep(type: StepType): Step {
  const condition = { type: "query", query: "" } as const;
  switch (type) {
    case "when":
      return { type, condition };
    case "if":
      return { type, condition, then: [], otherwise: [] };
    case "each":
      return { type, of: { type: "linked" }, steps: [] };
    case "edit":
      return { type, values: { priority: "" } };
    case "transition":
      return { type, status: "" };
    case "comment":
      return { type, text: "", internal: true };
    case "assign":
      return { type, to: "round_robin" };
    case "create":
      return { type, ticketType: "task", values: { summary: "{{ticket.summary}}" }, link: "parent_of" };
    case "link":
      return { type, link: "relates_to", outward: true, target: "" };
    case "watch":
      return { type, who: "reporter", watching: true };
    case "notify":
      return { type, to: ["assignee"], text: "" };
    case "call":
      return { type, address: "", values: { text: "{{ticket.key}} {{ticket.summary}}" } };
    case "variable":
      return { type, name: "", value: "" };
    case "log":
      return { type, text: "" };
  }
}

/** What is wrong with a step itself, but not with those inside it; undefined for nothing. */
export function problemOf(problems: readonly RuleProblem[], pointer: string): string | undefined {
  const inside = /^\/(then|otherwise|steps)\/\d/;
  const told = problems
    .filter(
      (problem) =>
        (problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`)) &&
        !inside.test(problem.pointer.slice(pointer.length)),
    )
    .map(({ message }) => message);
  return told.length > 0 ? [...new Set(told)].join(" ") : undefined;
}
