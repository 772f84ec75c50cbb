import { useMemo } from "react";
import { useFormats } from "@/shared/i18n/formats";
import type { DiagramStatus, DiagramTransition, Point } from "@/shared/workflow/diagram";
import type { Mark } from "@/shared/workflow/workflow-diagram";
import { inLanguage } from "../localized";
import type { Definition } from "./definition";
import { placesOf, withPlaces } from "./definition";
import type { Difference } from "./difference";
import type { Problem } from "./places-of-problems";
import { problemsAt } from "./places-of-problems";

/** What a diagram shows of a workflow, as `WorkflowDiagram` takes it. */
interface Drawing {
  statuses: readonly DiagramStatus[];
  transitions: readonly DiagramTransition[];
  initial: string;
  places: ReadonlyMap<string, Point>;
  statusMarks?: ReadonlyMap<string, Mark>;
  transitionMarks?: ReadonlyMap<string, Mark>;
  wrongStatuses: ReadonlyMap<string, string>;
  wrongTransitions: ReadonlyMap<string, string>;
}

interface DrawingOptions {
  definition: Definition;
  published: Definition;
  /** What differs from the published version, where both are to be drawn in one. */
  compared: readonly Difference[] | null;
  problems: readonly Problem[];
  /** Where the copy of a ticket stands that is tried out. */
  here: string | null;
}

/** A definition as it is drawn, in the reader's language. */
export function useDrawing({ definition, published, compared, problems, here }: DrawingOptions): Drawing {
  const { language } = useFormats();
  const comparison = useMemo(
    () => (compared ? comparisonOf(published, definition, compared) : null),
    [compared, definition, published],
  );
  const drawn = comparison?.definition ?? definition;
  const statuses = useMemo(
    () =>
      drawn.statuses.map(({ key, name, category, position }) => ({
        key,
        name: inLanguage(name, language) || "…",
        category,
        position,
      })),
    [drawn.statuses, language],
  );
  const transitions = useMemo(
    () =>
      drawn.transitions.map(({ key, name, from, to }) => ({
        key,
        name: inLanguage(name, language) || "…",
        from,
        to,
      })),
    [drawn.transitions, language],
  );
  const places = useMemo(() => placesOf(drawn), [drawn]);
  const hereMark = useMemo(() => (here ? new Map<string, Mark>([[here, "here"]]) : undefined), [here]);
  const wrongStatuses = useMemo(() => problemsAt(problems, definition, "status"), [definition, problems]);
  const wrongTransitions = useMemo(
    () => problemsAt(problems, definition, "transition"),
    [definition, problems],
  );
  return {
    statuses,
    transitions,
    initial: drawn.initial,
    places,
    statusMarks: comparison?.statuses ?? hereMark,
    transitionMarks: comparison?.transitions,
    wrongStatuses,
    wrongTransitions,
  };
}

/** Both definitions in one: what is gone beside what is there, each with what happened to it. */
function comparisonOf(published: Definition, definition: Definition, found: readonly Difference[]) {
  const statuses = new Map<string, Mark>();
  const transitions = new Map<string, Mark>();
  for (const difference of found) {
    if (difference.of === "status") statuses.set(difference.status.key, difference.kind);
    if (difference.of === "transition") transitions.set(difference.transition.key, difference.kind);
  }
  const gone = withPlaces(published);
  return {
    statuses,
    transitions,
    definition: withPlaces({
      ...definition,
      statuses: [
        ...definition.statuses,
        ...gone.statuses.filter(({ key }) => statuses.get(key) === "removed"),
      ],
      transitions: [
        ...definition.transitions,
        ...published.transitions.filter(({ key }) => transitions.get(key) === "removed"),
      ],
    }),
  };
}
