import type { Nameable } from "./condition";
import { asExpression, asSentences, relationsOf } from "./condition";

const nameable: Nameable[] = [
  { key: "kind", type: "choice" },
  { key: "cost", type: "money" },
  { key: "systems", type: "multi_choice" },
  { key: "agree", type: "checkbox" },
  { key: "day", type: "date" },
  { key: "note", type: "long_text" },
  { key: "seats", type: "number" },
  { key: "priority", type: "priority" },
];

test.each([
  'fields.kind == "hardware"',
  'fields.kind in ["hardware", "software"] && fields.cost.amount > 1000000',
  '"vpn" in fields.systems || size(fields.systems) == 0',
  "fields.agree && fields.day < today && fields.note != null",
  "!fields.agree",
  "fields.seats >= -1.5",
  "fields.priority in [1, 2]",
  'fields.note == "a \\"quoted\\" && b || c"',
])("%s is read as sentences and written the same", (expression) => {
  const sentences = asSentences(expression, nameable);
  expect(sentences).not.toBeNull();
  expect(asExpression(sentences ?? { join: "and", clauses: [] }, nameable)).toBe(expression);
});

test("every relation of every kind of field is read as it was written", () => {
  for (const { key, type } of nameable) {
    for (const relation of relationsOf(type)) {
      const values = ["1"].filter(() => !relation.includes("empty"));
      const written = asExpression({ join: "and", clauses: [{ field: key, relation, values }] }, nameable);
      expect(asSentences(written, nameable)?.clauses[0]).toMatchObject({ field: key, relation });
    }
  }
});

test.each([
  'fields.kind == "a" && (fields.agree || fields.seats > 1)',
  "fields.agree && fields.agree || fields.agree",
  "fields.unknown == 1",
  "fields.cost.currency == 'KRW'",
  "fields.day < now",
  "person.id == 1",
  "fields.kind",
])("%s is left to the expert", (expression) => {
  expect(asSentences(expression, nameable)).toBeNull();
});
