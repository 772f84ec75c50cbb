import type {
  Escalation,
  Goal,
  Happening,
  PolicyDefinition,
  PolicyProblem,
  Standing,
  Warning,
} from "./queries";

/** A part of a list with a name of its own, under which it is known while the list is put in another order. */
export type Kept<Part> = Part & { readonly place: number };

/** A policy as it is edited. */
export interface PolicyValues extends Record<string, unknown> {
  start: Kept<Happening>[];
  stop: Kept<Happening>[];
  pause: Kept<Standing>[];
  goals: Kept<Goal>[];
  warnings: Kept<Warning>[];
  escalations: Kept<Escalation>[];
  cycles: PolicyDefinition["cycles"];
  customers: PolicyDefinition["customers"];
}

let places = 0;

export function kept<Part extends object>(part: Part): Kept<Part> {
  return { ...part, place: ++places };
}

export function valuesOf({
  start,
  stop,
  pause,
  goals,
  warnings,
  escalations,
  cycles,
  customers,
}: PolicyDefinition): PolicyValues {
  return {
    start: start.map(kept),
    stop: stop.map(kept),
    pause: pause.map(kept),
    goals: goals.map(kept),
    warnings: warnings.map(kept),
    escalations: escalations.map(kept),
    cycles,
    customers,
  };
}

function sent<Part>({ place: _place, ...part }: Kept<Part>): Part {
  return part as Part;
}

export function definitionOf(values: PolicyValues): PolicyDefinition {
  const { start, stop, pause, goals, warnings, escalations, cycles, customers } = values;
  return {
    start: start.map(sent) as Happening[],
    stop: stop.map(sent) as Happening[],
    pause: pause.map(sent) as Standing[],
    goals: goals.map(({ place: _place, query, ...goal }) => ({
      ...goal,
      query: query?.trim() ? query : null,
    })),
    warnings: warnings.map(sent) as Warning[],
    escalations: escalations.map(sent) as Escalation[],
    cycles,
    customers,
  };
}

/** What is wrong at a place or below it, as one text: `/goals/1`; undefined for nothing. */
export function problemAt(problems: readonly PolicyProblem[], pointer: string): string | undefined {
  const told = problems
    .filter((problem) => problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`))
    .map(({ message }) => message);
  return told.length > 0 ? [...new Set(told)].join(" ") : undefined;
}

/** Only what is wrong with a list itself, not with one of its parts. */
export function problemOf(problems: readonly PolicyProblem[], pointer: string): string | undefined {
  return problems.find((problem) => problem.pointer === pointer)?.message;
}

const minute = 60_000;

/** A duration in hours and minutes, as targets are typed; working days are of different lengths. */
export function inHours(milliseconds: number): { hours: number; minutes: number } {
  const minutes = Math.round(milliseconds / minute);
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

export function fromHours(hours: number, minutes: number): number {
  return (hours * 60 + minutes) * minute;
}
