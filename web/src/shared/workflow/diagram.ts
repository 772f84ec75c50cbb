import type { StatusCategory } from "../ticket/vocabulary";

export interface Point {
  x: number;
  y: number;
}

/** A status as the diagram shows it. */
export interface DiagramStatus {
  key: string;
  name: string;
  category: StatusCategory;
  position?: Point | null;
}

/** A transition as the diagram shows it; `from` is empty for any status. */
export interface DiagramTransition {
  key: string;
  name: string;
  from: readonly string[];
  to: string;
}

/** A transition between two statuses; one that starts in several has as many. */
export interface Way {
  id: string;
  transition: string;
  name: string;
  from: string;
  to: string;
}

export const statusSize = { width: 184, height: 58 };
/** What a pill under a status takes up: a transition that comes from any other. */
export const pillHeight = 26;

export function waysOf(transitions: readonly DiagramTransition[]): Way[] {
  return transitions.flatMap(({ key, name, from, to }) =>
    [...new Set(from)].map((status) => ({
      id: `${key} ${status}`,
      transition: key,
      name,
      from: status,
      to,
    })),
  );
}

/** The transitions that lead to a status from everywhere. */
export function fromAnywhere<Transition extends DiagramTransition>(
  transitions: readonly Transition[],
  to: string,
): Transition[] {
  return transitions.filter((transition) => transition.from.length === 0 && transition.to === to);
}

/** Whether a transition leads away from a status. */
export function startsAt({ from, to }: Pick<DiagramTransition, "from" | "to">, status: string): boolean {
  return from.length === 0 ? to !== status : from.includes(status);
}
