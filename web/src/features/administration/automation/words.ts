import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { RuleCall, RunState, StepRecord, StepType, Trigger } from "./queries";

export const triggerWords: Record<Trigger["type"], MessageDescriptor> = {
  created: msg`a ticket is created`,
  status_changed: msg`the status changes`,
  field_changed: msg`a field changes`,
  assigned: msg`it is assigned to somebody`,
  commented: msg`somebody comments`,
  linked: msg`it is linked to a ticket`,
  approval: msg`an approval is asked for or decided`,
  sla_threshold: msg`a service level warns or is breached`,
  schedule: msg`its time comes`,
  manual: msg`somebody lets it run by hand`,
  webhook: msg`another system calls`,
};

export const thresholdWords = {
  warned: msg`a point before the target`,
  breached: msg`the target itself`,
} as const;

export const scheduleWords = {
  cron: msg`at times of crontab`,
  interval: msg`again and again after`,
  business_days: msg`on each business day`,
} as const;

export const inputWords = {
  text: msg({ message: "Text", context: "input of a rule" }),
  number: msg({ message: "Number", context: "input of a rule" }),
  date: msg({ message: "Date", context: "input of a rule" }),
  choice: msg({ message: "Choice", context: "input of a rule" }),
} as const;

/** How a step begins; what it is about follows in its inputs. */
export const stepWords: Record<StepType, MessageDescriptor> = {
  when: msg`Go on only if`,
  if: msg`If … otherwise`,
  each: msg`For each`,
  edit: msg`Change fields`,
  transition: msg`Take it to the status`,
  comment: msg`Add a comment`,
  assign: msg`Assign it`,
  create: msg`Create a ticket`,
  link: msg`Link it`,
  watch: msg`Change who watches`,
  notify: msg`Tell people`,
  call: msg`Tell another system`,
  variable: msg`Keep a value`,
  log: msg`Write into the record`,
};

export const conditionSteps: readonly StepType[] = ["when", "if", "each"];

export const conditionWords = {
  query: msg`a query finds the ticket`,
  comparison: msg`a text compares so`,
  expression: msg`an expression is true`,
  person: msg`a person is one of these`,
} as const;

export const comparisonWords = {
  equals: msg({ message: "is", context: "comparison" }),
  differs: msg({ message: "is not", context: "comparison" }),
  contains: msg({ message: "contains", context: "comparison" }),
  starts_with: msg({ message: "starts with", context: "comparison" }),
  less: msg({ message: "is less than", context: "comparison" }),
  greater: msg({ message: "is more than", context: "comparison" }),
  empty: msg({ message: "is empty", context: "comparison" }),
  filled: msg({ message: "is not empty", context: "comparison" }),
} as const;

export const severalWords = {
  linked: msg`linked ticket`,
  found: msg`ticket that a query finds`,
  values: msg`value of a list`,
} as const;

export const recipientWords = {
  assignee: msg({ message: "Assignee", context: "told by a rule" }),
  reporter: msg({ message: "Reporter", context: "told by a rule" }),
  participants: msg({ message: "Participants", context: "told by a rule" }),
  team: msg({ message: "Team", context: "told by a rule" }),
  watchers: msg({ message: "Watchers", context: "told by a rule" }),
  managers: msg({ message: "Managers of the desk", context: "told by a rule" }),
} as const;

/** Categories of the library, in their order. */
export const libraryWords = {
  routing: msg({ message: "Who gets it", context: "library of rules" }),
  talking: msg({ message: "Talking", context: "library of rules" }),
  waiting: msg({ message: "Waiting and promises", context: "library of rules" }),
  linked: msg({ message: "Linked tickets", context: "library of rules" }),
  changes: msg({ message: "Changes and approvals", context: "library of rules" }),
  recurring: msg({ message: "Again and again", context: "library of rules" }),
  systems: msg({ message: "Other systems", context: "library of rules" }),
} as const;

export const callWords: Record<RuleCall["state"], MessageDescriptor> = {
  waiting: msg({ message: "is told again", context: "call of a rule" }),
  delivered: msg({ message: "told", context: "call of a rule" }),
  failed: msg({ message: "given up", context: "call of a rule" }),
};

export const whoWords = {
  actor: msg`who set this off`,
  reporter: msg`the reporter`,
  assignee: msg`the assignee`,
} as const;

export const targetWords = {
  person: msg`to a person`,
  actor: msg`to who set this off`,
  reporter: msg`to the reporter`,
  round_robin: msg`to each in turn`,
  least_loaded: msg`to who has the fewest open tickets`,
  keyword: msg`by the words in it`,
  nobody: msg`to nobody`,
} as const;

export const approvalWords = {
  asked: msg`asked for`,
  approved: msg`approved`,
  rejected: msg`rejected`,
} as const;

export const stateWords: Record<RunState, MessageDescriptor> = {
  waiting: msg({ message: "Waiting", context: "run of a rule" }),
  done: msg({ message: "Done", context: "run of a rule" }),
  idle: msg({ message: "Nothing to do", context: "run of a rule" }),
  failed: msg({ message: "Failed", context: "run of a rule" }),
  refused: msg({ message: "Stopped: circle", context: "run of a rule" }),
};

export const stateColours: Record<RunState | RuleCall["state"], string> = {
  waiting: "blue",
  done: "celadon",
  delivered: "celadon",
  idle: "gray",
  failed: "red",
  refused: "orange",
};

export const answerWords: Record<StepRecord["answer"], MessageDescriptor> = {
  met: msg({ message: "yes", context: "step of a run" }),
  not_met: msg({ message: "no", context: "step of a run" }),
  done: msg({ message: "done", context: "step of a run" }),
  unchanged: msg({ message: "was so already", context: "step of a run" }),
  failed: msg({ message: "failed", context: "step of a run" }),
};

/** Ways in which one ticket is linked to another, `<type> <outward>`; `relates_to` reads the same from both ends. */
export const linkWords = {
  "relates_to true": msg({ message: "related to", context: "link of a rule" }),
  "blocks true": msg({ message: "blocks", context: "link of a rule" }),
  "blocks false": msg({ message: "is blocked by", context: "link of a rule" }),
  "duplicates true": msg({ message: "duplicates", context: "link of a rule" }),
  "duplicates false": msg({ message: "is duplicated by", context: "link of a rule" }),
  "caused_by true": msg({ message: "is caused by", context: "link of a rule" }),
  "caused_by false": msg({ message: "causes", context: "link of a rule" }),
  "parent_of true": msg({ message: "is the parent of", context: "link of a rule" }),
  "parent_of false": msg({ message: "is part of", context: "link of a rule" }),
} as const;
