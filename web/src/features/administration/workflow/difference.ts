import type { Definition, Status, Transition } from "./definition";
import { same } from "./definition";

export type StatusMember = "name" | "customerName" | "category" | "approval";
export type TransitionMember = Exclude<keyof Transition, "key">;

export type Difference =
  | { of: "name" }
  | { of: "initial"; before: string; after: string }
  | { of: "order" }
  | { of: "status"; kind: "added" | "removed"; status: Status }
  | { of: "status"; kind: "changed"; status: Status; before: Status; members: StatusMember[] }
  | { of: "transition"; kind: "added" | "removed"; transition: Transition }
  | {
      of: "transition";
      kind: "changed";
      transition: Transition;
      before: Transition;
      members: TransitionMember[];
    };

const statusMembers: StatusMember[] = ["name", "customerName", "category", "approval"];
const transitionMembers: TransitionMember[] = [
  "name",
  "from",
  "to",
  "customer",
  "onCustomerComment",
  "screen",
  "set",
  "style",
  "shortcut",
  "conditions",
  "validators",
  "postFunctions",
];

/** What customers read where nothing else is said is the name. */
function shown(status: Status): Status {
  return same(status.customerName, status.name) ? { ...status, customerName: null } : status;
}

/** What another definition does differently; where statuses stand makes no difference to anybody's work. */
export function differences(before: Definition, after: Definition): Difference[] {
  const found: Difference[] = [];
  if (!same(before.name, after.name)) found.push({ of: "name" });
  if (before.initial !== after.initial)
    found.push({ of: "initial", before: before.initial, after: after.initial });
  const oldStatuses = new Map(before.statuses.map((status) => [status.key, status]));
  const newStatuses = new Set(after.statuses.map(({ key }) => key));
  for (const status of after.statuses) {
    const old = oldStatuses.get(status.key);
    if (!old) {
      found.push({ of: "status", kind: "added", status });
      continue;
    }
    const [was, is] = [shown(old), shown(status)];
    const members = statusMembers.filter((member) => !same(was[member], is[member]));
    if (members.length > 0) found.push({ of: "status", kind: "changed", status, before: old, members });
  }
  for (const status of before.statuses)
    if (!newStatuses.has(status.key)) found.push({ of: "status", kind: "removed", status });

  const oldTransitions = new Map(before.transitions.map((transition) => [transition.key, transition]));
  const newTransitions = new Set(after.transitions.map(({ key }) => key));
  for (const transition of after.transitions) {
    const old = oldTransitions.get(transition.key);
    if (!old) {
      found.push({ of: "transition", kind: "added", transition });
      continue;
    }
    const members = transitionMembers.filter((member) =>
      member === "from"
        ? !same([...old.from].sort(), [...transition.from].sort())
        : !same(old[member], transition[member]),
    );
    if (members.length > 0)
      found.push({ of: "transition", kind: "changed", transition, before: old, members });
  }
  for (const transition of before.transitions)
    if (!newTransitions.has(transition.key)) found.push({ of: "transition", kind: "removed", transition });

  const kept = (one: Definition, other: Set<string> | Map<string, unknown>) =>
    one.transitions.map(({ key }) => key).filter((key) => other.has(key));
  if (!same(kept(before, newTransitions), kept(after, oldTransitions))) found.push({ of: "order" });
  return found;
}
