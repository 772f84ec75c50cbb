import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { AskableField, Edge, Predicate, Test, Time, Unit, Way } from "./conditions";

const tests: Readonly<Record<Test, MessageDescriptor>> = {
  "=": msg({ message: "is", context: "condition" }),
  "!=": msg({ message: "is not", context: "condition" }),
  "<": msg({ message: "is less than", context: "condition" }),
  "<=": msg({ message: "is at most", context: "condition" }),
  ">": msg({ message: "is more than", context: "condition" }),
  ">=": msg({ message: "is at least", context: "condition" }),
  "~": msg({ message: "contains", context: "condition" }),
  "!~": msg({ message: "does not contain", context: "condition" }),
  IN: msg({ message: "is one of", context: "condition" }),
  "NOT IN": msg({ message: "is none of", context: "condition" }),
  "IS EMPTY": msg({ message: "is empty", context: "condition" }),
  "IS NOT EMPTY": msg({ message: "is not empty", context: "condition" }),
  WAS: msg({ message: "has been", context: "condition" }),
  "WAS NOT": msg({ message: "has never been", context: "condition" }),
  "WAS IN": msg({ message: "has been one of", context: "condition" }),
  "WAS NOT IN": msg({ message: "has been none of", context: "condition" }),
  CHANGED: msg({ message: "was changed", context: "condition" }),
};

const testsOfTimes: Partial<Record<Test, MessageDescriptor>> = {
  "=": msg({ message: "is on", context: "condition" }),
  "!=": msg({ message: "is not on", context: "condition" }),
  "<": msg({ message: "is before", context: "condition" }),
  "<=": msg({ message: "is until", context: "condition" }),
  ">": msg({ message: "is after", context: "condition" }),
  ">=": msg({ message: "is since", context: "condition" }),
};

export function testName(test: Test, kind: AskableField["kind"]): MessageDescriptor {
  return ((kind === "date" || kind === "instant") && testsOfTimes[test]) || tests[test];
}

export const ways: Readonly<Record<Way, MessageDescriptor>> = {
  all: msg`All of these hold`,
  any: msg`Any of these holds`,
  none: msg`None of these holds`,
  "not all": msg`Not all of these hold`,
};

export const predicates: Readonly<Record<Predicate["kind"], MessageDescriptor>> = {
  from: msg({ message: "from", context: "change" }),
  to: msg({ message: "to", context: "change" }),
  by: msg({ message: "by", context: "change" }),
  after: msg({ message: "after", context: "change" }),
  before: msg({ message: "before", context: "change" }),
  on: msg({ message: "on", context: "change" }),
  during: msg({ message: "between", context: "change" }),
};

export const unitNames: Readonly<Record<Unit, MessageDescriptor>> = {
  m: msg({ message: "minutes", context: "unit" }),
  h: msg({ message: "hours", context: "unit" }),
  d: msg({ message: "days", context: "unit" }),
  w: msg({ message: "weeks", context: "unit" }),
  M: msg({ message: "months", context: "unit" }),
  y: msg({ message: "years", context: "unit" }),
};

const edgeNames: Readonly<Record<Edge, MessageDescriptor>> = {
  startOfDay: msg`Beginning of the day`,
  endOfDay: msg`End of the day`,
  startOfWeek: msg`Beginning of the week`,
  endOfWeek: msg`End of the week`,
  startOfMonth: msg`Beginning of the month`,
  endOfMonth: msg`End of the month`,
  startOfYear: msg`Beginning of the year`,
  endOfYear: msg`End of the year`,
};

export const timeWays: Readonly<Record<Time["way"], MessageDescriptor>> = {
  ago: msg({ message: "ago", context: "so many days" }),
  ahead: msg({ message: "from now", context: "so many days" }),
  date: msg`Day`,
  minute: msg`Day and time`,
  now: msg`Now`,
  ...edgeNames,
};
