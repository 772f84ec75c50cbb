import type { Schemas } from "@/shared/api/client";

export type QueryTree = Schemas["QueryTree"];
export type TreePart = Schemas["TreePart"];
export type Clause = Schemas["TreeClause"];
export type Operand = Schemas["TreeOperand"];
export type Predicate = Schemas["TreePredicate"];
export type TreeSort = Schemas["TreeSort"];
export type AskableField = Schemas["AskableField"];
export type Test = Clause["test"];

/** How many of a group's conditions a ticket has to meet. */
export type Way = "all" | "any" | "none" | "not all";

/** A condition with inputs of its own; `clause` is null until a field is chosen. */
export interface Condition {
  kind: "condition";
  id: number;
  clause: Clause | null;
}

/** What has no inputs of its own, as it is written. */
export interface Written {
  kind: "written";
  id: number;
  text: string;
}

export interface Group {
  kind: "group";
  id: number;
  way: Way;
  rows: Row[];
}

export type Row = Condition | Written | Group;

/** A query as it stands in the builder; unlike the text it may have conditions that are only begun. */
export interface Built {
  where: Group;
  order: TreeSort[];
}

/** More values than this are edited as text. */
const mostValues = 60;

let lastId = 0;
const newId = () => ++lastId;

export const newCondition = (): Condition => ({ kind: "condition", id: newId(), clause: null });
export const newGroup = (rows: Row[] = [newCondition()], way: Way = "any"): Group => ({
  kind: "group",
  id: newId(),
  way,
  rows,
});
export const newWritten = (text: string): Written => ({ kind: "written", id: newId(), text });
export const aValue = (text: string): Operand => ({ kind: "value", text, arguments: [] });
export const aCall = (name: string, ...values: string[]): Operand => ({
  kind: "call",
  text: name,
  arguments: values.map(aValue),
});

// ------------------------------------------------------------------ from a tree and to one

export function builtOf(tree: QueryTree, fields: readonly AskableField[]): Built {
  const where = tree.where ? rowOf(tree.where, fields) : newGroup([], "all");
  return { where: where.kind === "group" ? where : newGroup([where], "all"), order: tree.order };
}

export function rowOf(part: TreePart, fields: readonly AskableField[]): Row {
  switch (part.kind) {
    case "and":
    case "or":
      return newGroup(
        part.parts.map((each) => rowOf(each, fields)),
        part.kind === "and" ? "all" : "any",
      );
    case "not": {
      const inner = rowOf(part.parts[0] as TreePart, fields);
      if (inner.kind !== "group") return newGroup([inner], "none");
      return { ...inner, way: inner.way === "all" ? "not all" : "none" };
    }
    case "clause": {
      const clause = part.clause as Clause;
      return canBeShown(clause, fields)
        ? { kind: "condition", id: newId(), clause }
        : newWritten(part.text ?? "");
    }
    default:
      return newWritten(part.text ?? "");
  }
}

/** The tree of what is complete; what is only begun is left out. */
export function treeOf({ where, order }: Built): QueryTree {
  return { where: partOf(where), order: order.filter(({ subject }) => subject.name !== "") };
}

export function partOf(row: Row): TreePart | null {
  if (row.kind === "written") return row.text.trim() === "" ? null : aPart({ kind: "text", text: row.text });
  if (row.kind === "condition") {
    return row.clause && isComplete(row.clause) ? aPart({ kind: "clause", clause: row.clause }) : null;
  }
  const parts = row.rows.flatMap((each) => partOf(each) ?? []);
  if (parts.length === 0) return null;
  const negated = row.way === "none" || row.way === "not all";
  const group = aPart({ kind: row.way === "all" || row.way === "not all" ? "and" : "or", parts });
  return negated ? aPart({ kind: "not", parts: [group] }) : group;
}

function aPart(part: Partial<TreePart> & Pick<TreePart, "kind">): TreePart {
  return { parts: [], ...part };
}

function isComplete(clause: Clause): boolean {
  const takes = operandsTaken(clause.test);
  return (
    (takes === 0 || clause.operands.length > 0) &&
    clause.operands.every(isGiven) &&
    (clause.subject.arguments === undefined ||
      clause.subject.arguments === null ||
      clause.subject.arguments.length > 0) &&
    clause.predicates.every(
      ({ kind, operands }) => operands.length >= (kind === "during" ? 2 : 1) && operands.every(isGiven),
    )
  );
}

const isGiven = ({ kind, text }: Operand) => kind !== "value" || text.trim() !== "";

/** How many operands a test takes: none, one, or any number. */
export function operandsTaken(test: Test): 0 | 1 | "many" {
  if (test === "IS EMPTY" || test === "IS NOT EMPTY" || test === "CHANGED") return 0;
  return test.endsWith("IN") ? "many" : 1;
}

/** The same test of several values, or of one. */
export function testOf(test: Test, several: boolean): Test {
  const pairs: ReadonlyArray<[Test, Test]> = [
    ["=", "IN"],
    ["!=", "NOT IN"],
    ["WAS", "WAS IN"],
    ["WAS NOT", "WAS NOT IN"],
  ];
  const pair = pairs.find((one) => one.includes(test));
  return pair ? pair[several ? 1 : 0] : test;
}

export const isPast = (test: Test) => test.startsWith("WAS") || test === "CHANGED";

// ------------------------------------------------------------------ what has inputs of its own

/** Whether everything a clause says can be seen and changed in the inputs of its field. */
export function canBeShown(clause: Clause, fields: readonly AskableField[]): boolean {
  const field = fields.find(({ name }) => name === clause.subject.field);
  if (!field?.tests.includes(clause.test)) return false;
  if (clause.operands.length > mostValues) return false;
  if (clause.subject.arguments?.some(({ kind }) => kind !== "value")) return false;
  if (!clause.operands.every((operand) => hasInput(operand, field))) return false;
  const kinds = clause.predicates.map(({ kind }) => kind);
  if (new Set(kinds).size < kinds.length) return false;
  return clause.predicates.every(({ kind, operands }) => {
    switch (kind) {
      case "by":
        return operands.every(isNamed);
      case "from":
      case "to":
        return clause.test === "CHANGED" && operands.every((operand) => hasInput(operand, field));
      case "during":
        return operands.every((operand) => timeOf(operand) !== null);
      default:
        return operands.length === 1 && timeOf(operands[0]) !== null;
    }
  });
}

const isNamed = ({ kind, arguments: given }: Operand) =>
  kind !== "call" || given.every((argument) => argument.kind === "value");

function hasInput(operand: Operand, field: AskableField): boolean {
  if (field.named || field.kind === "ticket") return isNamed(operand);
  if (field.kind === "date" || field.kind === "instant") return timeOf(operand) !== null;
  return operand.kind === "value";
}

// ------------------------------------------------------------------ times

const units = ["m", "h", "d", "w", "M", "y"] as const;
export type Unit = (typeof units)[number];

const edges = [
  "startOfDay",
  "endOfDay",
  "startOfWeek",
  "endOfWeek",
  "startOfMonth",
  "endOfMonth",
  "startOfYear",
  "endOfYear",
] as const;
export type Edge = (typeof edges)[number];
export { edges, units };

/** A time as it is put together: so long ago, a day, the beginning of a month … */
export type Time =
  | { way: "ago" | "ahead"; amount: number; unit: Unit }
  | { way: "date" | "minute"; written: string }
  | { way: "now" }
  | { way: Edge; step: number };

/** Null for what is written in another way. */
export function timeOf(operand: Operand | undefined): Time | null {
  if (!operand) return null;
  if (operand.kind === "call") {
    const [step, ...more] = operand.arguments;
    if (operand.text === "now" && !step) return { way: "now" };
    const edge = edges.find((name) => name.toLowerCase() === operand.text.toLowerCase());
    if (!edge || more.length > 0) return null;
    if (!step) return { way: edge, step: 0 };
    return step.kind === "value" && /^[+-]?\d{1,4}$/.test(step.text)
      ? { way: edge, step: Number(step.text) }
      : null;
  }
  if (operand.kind !== "value") return null;
  const distance = /^([+-]?)(\d{1,6})([mhdwMy])$/.exec(operand.text);
  if (distance) {
    const [, sign, amount, unit] = distance;
    return { way: sign === "-" ? "ago" : "ahead", amount: Number(amount), unit: unit as Unit };
  }
  if (operand.text === "" || /^\d{4}-\d{2}-\d{2}$/.test(operand.text))
    return { way: "date", written: operand.text };
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(operand.text)
    ? { way: "minute", written: operand.text }
    : null;
}

export function timeOperand(time: Time): Operand {
  switch (time.way) {
    case "ago":
      return aValue(`-${time.amount}${time.unit}`);
    case "ahead":
      return aValue(`${time.amount}${time.unit}`);
    case "date":
    case "minute":
      return aValue(time.written);
    case "now":
      return aCall("now");
    default:
      return time.step === 0 ? aCall(time.way) : aCall(time.way, String(time.step));
  }
}

// ------------------------------------------------------------------ changes

export function replaceRow(group: Group, id: number, change: (row: Row) => Row | null): Group {
  return {
    ...group,
    rows: group.rows.flatMap((row) => {
      if (row.id === id) return change(row) ?? [];
      return row.kind === "group" ? replaceRow(row, id, change) : row;
    }),
  };
}

/**
 * One place up or down, as the rows stand on the page: past a condition, into a group beside it, and at a group's edge out of
 * it. The same where it cannot go further.
 */
export function moveRow(root: Group, id: number, step: 1 | -1): Group {
  const at = root.rows.findIndex((row) => row.id === id);
  if (at < 0) {
    for (const [position, inner] of root.rows.entries()) {
      if (inner.kind !== "group") continue;
      const edge = step < 0 ? inner.rows[0] : inner.rows.at(-1);
      if (edge?.id === id) {
        const rows = [...root.rows];
        rows[position] = { ...inner, rows: inner.rows.filter((row) => row.id !== id) };
        rows.splice(step < 0 ? position : position + 1, 0, edge);
        return { ...root, rows };
      }
      const moved = moveRow(inner, id, step);
      if (moved !== inner) return { ...root, rows: root.rows.map((row) => (row === inner ? moved : row)) };
    }
    return root;
  }
  const row = root.rows[at] as Row;
  const beside = root.rows[at + step];
  if (!beside) return root;
  const rows = root.rows.filter((each) => each !== row);
  if (beside.kind === "group") {
    const inside = { ...beside, rows: step < 0 ? [...beside.rows, row] : [row, ...beside.rows] };
    return { ...root, rows: rows.map((each) => (each === beside ? inside : each)) };
  }
  rows.splice(at + step, 0, row);
  return { ...root, rows };
}
