import type { FieldType } from "@/shared/field/field";

/** How a field is compared, as an administrator says it. */
export type Relation =
  | "is"
  | "is_not"
  | "one_of"
  | "contains"
  | "empty"
  | "not_empty"
  | "less"
  | "at_most"
  | "greater"
  | "at_least"
  | "before_today"
  | "after_today"
  | "ticked"
  | "not_ticked";

/** A sentence about one answer: “Kind is Hardware”. */
export interface Clause {
  field: string;
  relation: Relation;
  /** What it is compared with, as it is typed; several for `one_of`. */
  values: string[];
}

/** Sentences that must all hold, or of which one must. */
export interface Sentences {
  join: "and" | "or";
  clauses: Clause[];
}

/** What a condition may be about. */
export interface Nameable {
  key: string;
  type: FieldType;
}

const text: readonly FieldType[] = [
  "short_text",
  "long_text",
  "rich_text",
  "url",
  "email",
  "phone",
  "ticket",
];
const dates: readonly FieldType[] = ["date", "date_time"];
const lists: readonly FieldType[] = ["multi_choice", "file", "persons"];

/** The relations that have a meaning for a kind of field. */
export function relationsOf(type: FieldType): Relation[] {
  if (type === "checkbox" || type === "consent") return ["ticked", "not_ticked"];
  if (type === "multi_choice") return ["contains", "empty", "not_empty"];
  if (type === "file" || type === "persons") return ["empty", "not_empty"];
  if (type === "choice") return ["is", "is_not", "one_of", "empty", "not_empty"];
  if (type === "priority") return ["is", "is_not", "one_of", "at_most", "at_least"];
  if (type === "number" || type === "money")
    return ["greater", "at_least", "less", "at_most", "is", "empty", "not_empty"];
  if (dates.includes(type)) return ["before_today", "after_today", "empty", "not_empty"];
  if (text.includes(type)) return ["is", "is_not", "empty", "not_empty"];
  return ["empty", "not_empty"];
}

/** Whether a relation compares with something. */
export function compares(relation: Relation): boolean {
  return ["is", "is_not", "one_of", "contains", "less", "at_most", "greater", "at_least"].includes(relation);
}

const operators: ReadonlyArray<readonly [Relation, string]> = [
  ["is", "=="],
  ["is_not", "!="],
  ["at_most", "<="],
  ["less", "<"],
  ["at_least", ">="],
  ["greater", ">"],
];

const numeric = (type: FieldType) => type === "number" || type === "money" || type === "priority";

function literal(value: string, type: FieldType): string {
  if (!numeric(type)) return JSON.stringify(value);
  const number = Number(value.replaceAll(",", ""));
  return Number.isFinite(number) && value.trim() !== "" ? String(number) : "0";
}

function clauseAsExpression({ field, relation, values }: Clause, type: FieldType): string {
  const name = `fields.${field}${type === "money" ? ".amount" : ""}`;
  const literals = values.map((value) => literal(value, type));
  const first = literals[0] ?? literal("", type);
  switch (relation) {
    case "ticked":
      return name;
    case "not_ticked":
      return `!${name}`;
    case "empty":
      if (type === "table") return `${name}.count == 0`;
      return lists.includes(type) ? `size(${name}) == 0` : `${name} == null`;
    case "not_empty":
      if (type === "table") return `${name}.count > 0`;
      return lists.includes(type) ? `size(${name}) > 0` : `${name} != null`;
    case "contains":
      return `${first} in ${name}`;
    case "one_of":
      return `${name} in [${literals.join(", ")}]`;
    case "before_today":
      return `${name} < today`;
    case "after_today":
      return `${name} >= today`;
    default:
      return `${name} ${operators.find(([one]) => one === relation)?.[1] ?? "=="} ${first}`;
  }
}

/** The sentences as the server reads them. Those about unknown fields are left out. */
export function asExpression({ join, clauses }: Sentences, nameable: readonly Nameable[]): string {
  return clauses
    .flatMap((clause) => {
      const field = nameable.find(({ key }) => key === clause.field);
      return field ? [clauseAsExpression(clause, field.type)] : [];
    })
    .join(join === "and" ? " && " : " || ");
}

/** An expression cut at its outermost `&&` or `||`; null when it has both, or brackets. */
function cut(source: string): { join: "and" | "or"; parts: string[] } | null {
  const parts: string[] = [];
  const joins = new Set<string>();
  let part = "";
  let quote = "";
  for (let at = 0; at < source.length; at++) {
    const character = source.charAt(at);
    const pair = source.slice(at, at + 2);
    if (quote) {
      part += character;
      if (character === "\\") part += source.charAt(++at);
      else if (character === quote) quote = "";
    } else if (pair === "&&" || pair === "||") {
      joins.add(pair);
      parts.push(part.trim());
      part = "";
      at++;
    } else {
      if (character === '"' || character === "'") quote = character;
      part += character;
    }
  }
  parts.push(part.trim());
  return joins.size > 1 ? null : { join: joins.has("||") ? "or" : "and", parts };
}

const name = String.raw`fields\.([a-z][a-z0-9_]*)(\.amount)?`;
const literalForm = String.raw`(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|-?\d+(?:\.\d+)?)`;
const forms = {
  truth: new RegExp(`^(!)?${name}$`),
  rows: new RegExp(String.raw`^fields\.([a-z][a-z0-9_]*)\.count (== 0|> 0)$`),
  size: new RegExp(String.raw`^size\(${name}\) (== 0|> 0)$`),
  nothing: new RegExp(`^${name} (==|!=) null$`),
  today: new RegExp(`^${name} (<|>=) today$`),
  contains: new RegExp(`^(${literalForm}) in ${name}$`),
  oneOf: new RegExp(String.raw`^${name} in \[((?:${literalForm}(?:, )?)*)\]$`),
  comparison: new RegExp(`^${name} (==|!=|<=|<|>=|>) (${literalForm})$`),
};

function meant(written: string): string {
  if (!/^["']/.test(written)) return written;
  const inner = written.slice(1, -1);
  try {
    return JSON.parse(
      `"${written.startsWith("'") ? inner.replaceAll("\\'", "'").replaceAll('"', '\\"') : inner}"`,
    ) as string;
  } catch {
    return inner;
  }
}

function clauseOf(source: string): Clause | null {
  const said = (form: RegExp) => form.exec(source.replace(/\s+/g, " "));
  let found = said(forms.truth);
  if (found && !found[3])
    return { field: found[2] ?? "", relation: found[1] ? "not_ticked" : "ticked", values: [] };
  found = said(forms.size);
  if (found)
    return { field: found[1] ?? "", relation: found[3] === "== 0" ? "empty" : "not_empty", values: [] };
  found = said(forms.rows);
  if (found)
    return { field: found[1] ?? "", relation: found[2] === "== 0" ? "empty" : "not_empty", values: [] };
  found = said(forms.nothing);
  if (found)
    return { field: found[1] ?? "", relation: found[3] === "==" ? "empty" : "not_empty", values: [] };
  found = said(forms.today);
  if (found)
    return { field: found[1] ?? "", relation: found[3] === "<" ? "before_today" : "after_today", values: [] };
  found = said(forms.contains);
  if (found) return { field: found[2] ?? "", relation: "contains", values: [meant(found[1] ?? "")] };
  found = said(forms.oneOf);
  if (found) {
    const values = [...(found[3] ?? "").matchAll(new RegExp(literalForm, "g"))].map(([one]) => meant(one));
    return { field: found[1] ?? "", relation: "one_of", values };
  }
  found = said(forms.comparison);
  if (found) {
    const relation = operators.find(([, operator]) => operator === found?.[3])?.[0] ?? "is";
    return { field: found[1] ?? "", relation, values: [meant(found[4] ?? "")] };
  }
  return null;
}

/** The expression as sentences; null when it says more than they can. */
export function asSentences(expression: string, nameable: readonly Nameable[]): Sentences | null {
  if (expression.trim() === "") return { join: "and", clauses: [] };
  const pieces = cut(expression);
  if (!pieces) return null;
  const clauses: Clause[] = [];
  for (const part of pieces.parts) {
    const clause = clauseOf(part);
    const field = nameable.find(({ key }) => key === clause?.field);
    if (!clause || !field || !relationsOf(field.type).includes(clause.relation)) return null;
    // What would be written otherwise is not what was meant.
    if (clauseAsExpression(clause, field.type).replace(/[\s"']/g, "") !== part.replace(/[\s"']/g, ""))
      return null;
    clauses.push(clause);
  }
  return { join: pieces.join, clauses };
}
