import type { Schemas } from "@/shared/api/client";
import type { Point } from "@/shared/workflow/diagram";
import { statusSize } from "@/shared/workflow/diagram";
import { freePlace, placed } from "@/shared/workflow/layout";
import { keyFrom } from "../localized";

export type Definition = Schemas["WorkflowDefinition"];
export type Status = Schemas["NewStatus"];
export type Category = Status["category"];
export type Transition = Schemas["Transition"];
export type Rule = Schemas["Rule"];
export type RuleType = Schemas["RuleTypeResource"];
export type RuleParameter = Schemas["RuleParameterResource"];
export type RuleKind = "conditions" | "validators" | "postFunctions";

export interface Chosen {
  statuses: readonly string[];
  transitions: readonly string[];
}

/** Statuses with the transitions among them, to be put in elsewhere. */
export interface Clipping {
  statuses: readonly Status[];
  transitions: readonly Transition[];
}

/** The name with the first number behind it that makes it new. */
export function freeKey(wanted: string, taken: Iterable<string>): string {
  const known = new Set(taken);
  const base = wanted.slice(0, 56);
  if (!known.has(base)) return base;
  for (let number = 2; ; number++) if (!known.has(`${base}_${number}`)) return `${base}_${number}`;
}

const statusKeys = ({ statuses }: Definition) => statuses.map(({ key }) => key);
const transitionKeys = ({ transitions }: Definition) => transitions.map(({ key }) => key);

/** The definition with a place for each of its statuses. */
export function withPlaces(definition: Definition): Definition {
  return moved(definition, placed(definition.statuses, definition.transitions));
}

export function moved(definition: Definition, places: ReadonlyMap<string, Point>): Definition {
  return {
    ...definition,
    statuses: definition.statuses.map((status) => {
      const place = places.get(status.key);
      return place ? { ...status, position: { x: Math.round(place.x), y: Math.round(place.y) } } : status;
    }),
  };
}

export function placesOf({ statuses }: Definition): Map<string, Point> {
  return new Map(
    statuses.flatMap(({ key, position }): Array<[string, Point]> => (position ? [[key, position]] : [])),
  );
}

/** With a further status; `key` says how it is called in the document. */
export function withStatus(
  definition: Definition,
  status: { name: Status["name"]; category: Category; at?: Point },
): { definition: Definition; key: string } {
  const key = freeKey(keyFrom(status.name.en ?? "") || "status", statusKeys(definition));
  const taken = [...placesOf(definition).values()];
  const lowest = Math.max(0, ...taken.map(({ y }) => y));
  const at = freePlace(status.at ?? { x: taken[0]?.x ?? 40, y: lowest + statusSize.height + 84 }, taken);
  const added: Status = { key, name: status.name, category: status.category, position: at };
  return {
    key,
    definition: {
      ...definition,
      statuses: [...definition.statuses, added],
      initial: definition.statuses.length === 0 ? key : definition.initial,
    },
  };
}

/** A field on a transition's screen, as it is put there. */
export function asked(field: string, required: boolean): Transition["screen"][number] {
  return { field, required, label: {}, help: {} };
}

/** With a further transition. One that ends work asks for the resolution, as it must. */
export function withTransition(
  definition: Definition,
  transition: { name: Transition["name"]; from: string[]; to: string },
): { definition: Definition; key: string } {
  const key = freeKey(keyFrom(transition.name.en ?? "") || "step", transitionKeys(definition));
  const category = (status: string) => definition.statuses.find((one) => one.key === status)?.category;
  const ends =
    category(transition.to) === "done" &&
    (transition.from.length === 0 || transition.from.some((status) => category(status) !== "done"));
  const added: Transition = {
    key,
    name: transition.name,
    from: transition.from,
    to: transition.to,
    customer: false,
    onCustomerComment: false,
    screen: ends ? [asked("resolution", true)] : [],
    set: {},
    style: "default",
    conditions: [],
    validators: [],
    postFunctions: [],
  };
  return { key, definition: { ...definition, transitions: [...definition.transitions, added] } };
}

export function changedStatus(definition: Definition, key: string, change: Partial<Status>): Definition {
  return {
    ...definition,
    statuses: definition.statuses.map((status) => (status.key === key ? { ...status, ...change } : status)),
  };
}

export function changedTransition(
  definition: Definition,
  key: string,
  change: Partial<Transition>,
): Definition {
  return {
    ...definition,
    transitions: definition.transitions.map((one) => (one.key === key ? { ...one, ...change } : one)),
  };
}

/**
 * Without what is chosen. With a status go the transitions to it and those that start nowhere else: without a
 * start they would suddenly be possible from any status.
 */
export function without(definition: Definition, { statuses, transitions }: Chosen): Definition {
  const gone = new Set(statuses);
  const cut = new Set(transitions);
  const left = definition.statuses.filter(({ key }) => !gone.has(key));
  return {
    ...definition,
    initial: gone.has(definition.initial) ? (left[0]?.key ?? "") : definition.initial,
    statuses: left,
    transitions: definition.transitions.flatMap((transition) => {
      const from = transition.from.filter((status) => !gone.has(status));
      if (cut.has(transition.key) || gone.has(transition.to)) return [];
      if (transition.from.length > 0 && from.length === 0) return [];
      return [from.length === transition.from.length ? transition : { ...transition, from }];
    }),
  };
}

export function copied(definition: Definition, statuses: readonly string[]): Clipping {
  const chosen = new Set(statuses);
  return {
    statuses: definition.statuses.filter(({ key }) => chosen.has(key)),
    transitions: definition.transitions.flatMap((transition) => {
      const from = transition.from.filter((status) => chosen.has(status));
      return chosen.has(transition.to) && from.length > 0 ? [{ ...transition, from }] : [];
    }),
  };
}

/** With a copy of each status and transition, under keys of their own and beside the originals. */
export function pasted(
  definition: Definition,
  { statuses, transitions }: Clipping,
): { definition: Definition; statuses: string[] } {
  const keys = new Map<string, string>();
  const taken = statusKeys(definition);
  const offset = { x: statusSize.width + 56, y: 24 };
  const copies = statuses.map((status): Status => {
    const key = freeKey(status.key.replace(/_\d+$/, ""), [...taken, ...keys.values()]);
    keys.set(status.key, key);
    const { position } = status;
    return {
      ...status,
      key,
      position: position ? { x: position.x + offset.x, y: position.y + offset.y } : undefined,
    };
  });
  const known = transitionKeys(definition);
  const ways = transitions.map((transition): Transition => {
    const key = freeKey(transition.key.replace(/_\d+$/, ""), known);
    known.push(key);
    return {
      ...transition,
      key,
      shortcut: undefined,
      from: transition.from.map((status) => keys.get(status) ?? status),
      to: keys.get(transition.to) ?? transition.to,
    };
  });
  return {
    statuses: [...keys.values()],
    definition: {
      ...definition,
      statuses: [...definition.statuses, ...copies],
      transitions: [...definition.transitions, ...ways],
    },
  };
}

/** With another key for a status, wherever it is named. */
export function rekeyedStatus(definition: Definition, from: string, to: string): Definition {
  const key = (status: string) => (status === from ? to : status);
  const inRules = (rules: Rule[]) =>
    rules.map((rule) =>
      "status" in rule.parameters
        ? {
            ...rule,
            parameters: {
              ...rule.parameters,
              status: Array.isArray(rule.parameters.status)
                ? (rule.parameters.status as string[]).map(key)
                : key(rule.parameters.status as string),
            },
          }
        : rule,
    );
  return {
    ...definition,
    initial: key(definition.initial),
    statuses: definition.statuses.map((status) => ({ ...status, key: key(status.key) })),
    transitions: definition.transitions.map((transition) => ({
      ...transition,
      from: transition.from.map(key),
      to: key(transition.to),
      conditions: inRules(transition.conditions),
      validators: inRules(transition.validators),
      postFunctions: inRules(transition.postFunctions),
    })),
  };
}

/** Whether two texts, rules or whole definitions say the same; what is empty may be left out. */
export function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one, tidyMember) === JSON.stringify(other, tidyMember);
}

function tidyMember(_key: string, value: unknown): unknown {
  if (value === null || value === undefined || value === "") return undefined;
  if (typeof value !== "object" || Array.isArray(value)) return value;
  const said = Object.entries(value)
    .filter(([, member]) => member !== null && member !== undefined && member !== "")
    .sort(([first], [second]) => (first < second ? -1 : 1));
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}
