import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { renderInApp } from "@/testing/render";
import type { SentRequest } from "@/testing/server";
import { answering } from "@/testing/server";
import { anAgent } from "../fixtures";
import type { AskableField, QueryTree, TreePart } from "./conditions";
import { builtOf, moveRow, newCondition, newGroup, treeOf } from "./conditions";
import { QueryBuilder } from "./query-builder";

const history = ["=", "!=", "IN", "NOT IN", "IS EMPTY", "WAS", "WAS NOT", "WAS IN", "CHANGED"] as const;

function aField(name: string, kind: AskableField["kind"], more: Partial<AskableField> = {}): AskableField {
  return {
    name,
    subject: { name, field: name },
    label: name.charAt(0).toUpperCase() + name.slice(1),
    kind,
    named: kind === "named",
    sortable: true,
    tests: [...history],
    functions: [],
    ...more,
  };
}

const fields: AskableField[] = [
  aField("assignee", "named", {
    functions: [{ name: "currentUser", parameters: "", several: false }],
  }),
  aField("status", "named"),
  aField("created", "instant", { tests: ["=", "<", ">="] }),
  aField("summary", "line", { tests: ["=", "~"] }),
  aField("key", "ticket", {
    tests: ["=", "IN", "<"],
    functions: [
      { name: "linkedIssues", parameters: '"IT-1"', several: true },
      { name: "updatedBy", parameters: '"person"', several: true },
    ],
  }),
];

const value = (text: string) => ({ kind: "value" as const, text, arguments: [] });
const clause = (
  field: string,
  test: (typeof history)[number] | "~" | ">=",
  ...texts: string[]
): TreePart => ({
  kind: "clause",
  parts: [],
  clause: { subject: { name: field, field }, test, operands: texts.map(value), predicates: [] },
  text: `${field} ${test} ${texts.join(", ")}`,
});

const asked: QueryTree = {
  where: {
    kind: "and",
    parts: [
      clause("status", "IN", "Open", "In progress"),
      {
        kind: "not",
        parts: [{ kind: "or", parts: [clause("summary", "~", "fire"), clause("unknown", "=", "x")] }],
      },
    ],
  },
  order: [{ subject: { name: "created", field: "created" }, direction: "desc" }],
};

function Builder({ from, onChange }: { from: string; onChange: (query: string) => void }) {
  const [query, setQuery] = useState(from);
  return (
    <QueryBuilder
      value={query}
      onChange={(next) => {
        onChange(next);
        setQuery(next);
      }}
    />
  );
}

const lastSent = (sent: SentRequest[]) =>
  JSON.parse(sent.filter(({ path }) => path.endsWith("/text")).at(-1)?.body ?? "{}") as QueryTree;

test("conditions that nobody touched say what they said", () => {
  expect(treeOf(builtOf(asked, fields))).toEqual({
    order: asked.order,
    where: {
      kind: "and",
      parts: [
        { kind: "clause", parts: [], clause: asked.where?.parts[0]?.clause },
        {
          kind: "not",
          parts: [
            {
              kind: "or",
              parts: [
                expect.objectContaining({ kind: "clause" }),
                // No input knows this field.
                { kind: "text", parts: [], text: "unknown = x" },
              ],
            },
          ],
        },
      ],
    },
  });
});

test("a row moves past its neighbours, into a group and out of it", () => {
  const [one, two, three] = [newCondition(), newCondition(), newCondition()];
  const inner = newGroup([two]);
  const root = newGroup([one, inner, three], "all");
  const order = (group: typeof root): unknown[] =>
    group.rows.map((row) => (row.kind === "group" ? order(row) : row.id));
  const down = moveRow(root, one.id, 1);
  expect(order(down)).toEqual([[one.id, two.id], three.id]);
  expect(order(moveRow(down, one.id, -1))).toEqual([one.id, [two.id], three.id]);
  expect(order(moveRow(root, three.id, -1))).toEqual([one.id, [two.id, three.id]]);
  expect(moveRow(root, one.id, -1)).toBe(root);
});

test("what a query says is shown, and what is changed becomes the query", async () => {
  const sent = answering({
    "GET /api/queries/fields": { body: fields },
    "POST /api/queries/tree": { body: asked },
    "POST /api/queries/values": { body: [{ value: "Done", explanation: "" }] },
    "POST /api/queries/text": { body: { query: "status = Done" } },
  });
  const onChange = vi.fn();
  await renderInApp(<Builder from="the query" onChange={onChange} />, anAgent());
  const none = await screen.findByRole("group", { name: "None of these holds" });
  expect(within(none).getByRole("textbox", { name: "Condition as text" })).toHaveValue("unknown = x");
  expect(within(none).getByRole("textbox", { name: "Value" })).toHaveValue("fire");
  expect(screen.getByText("In progress")).toBeVisible();

  await userEvent.click(within(none).getAllByRole("button", { name: "Remove the condition" })[0] as Element);
  const status = screen.getAllByRole("combobox", { name: "Value" })[0] as Element;
  await userEvent.type(status, "Do");
  await userEvent.click(await screen.findByRole("option", { name: "Done" }));
  await waitFor(() =>
    expect(lastSent(sent).where?.parts[0]?.clause?.operands.map(({ text }) => text)).toEqual([
      "Open",
      "In progress",
      "Done",
    ]),
  );
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith("status = Done"));
  expect(lastSent(sent).where?.parts[1]?.parts[0]?.parts).toHaveLength(1);
});

test("a condition counts once it is complete", async () => {
  const sent = answering({
    "GET /api/queries/fields": { body: fields },
    "POST /api/queries/tree": { body: { where: null, order: [] } },
    "POST /api/queries/values": { body: [] },
    "POST /api/queries/text": { body: { query: "assignee = currentUser()" } },
  });
  const onChange = vi.fn();
  await renderInApp(<Builder from="" onChange={onChange} />, anAgent());
  await userEvent.click(await screen.findByRole("button", { name: "Add a condition" }));
  await userEvent.click(screen.getByRole("combobox", { name: "Field" }));
  await userEvent.click(await screen.findByRole("option", { name: "Assignee" }));
  await userEvent.click(screen.getByRole("combobox", { name: "Value" }));
  await userEvent.click(await screen.findByRole("option", { name: /^me/ }));
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith("assignee = currentUser()"));
  expect(lastSent(sent)).toMatchObject({
    where: {
      kind: "and",
      parts: [{ clause: { test: "=", operands: [{ kind: "call", text: "currentUser" }] } }],
    },
  });
  expect(sent.filter(({ path }) => path.endsWith("/text"))).toHaveLength(1);
});

test("a function is chosen together with what it is given", async () => {
  const sent = answering({
    "GET /api/queries/fields": { body: fields },
    "POST /api/queries/tree": { body: { where: null, order: [] } },
    "POST /api/queries/values": { body: [{ value: "Kim Minji", explanation: "" }] },
    "POST /api/queries/text": { body: { query: "key IN linkedIssues(IT-7)" } },
  });
  const onChange = vi.fn();
  await renderInApp(<Builder from="" onChange={onChange} />, anAgent());
  await userEvent.click(await screen.findByRole("button", { name: "Add a condition" }));
  await userEvent.click(screen.getByRole("combobox", { name: "Field" }));
  await userEvent.click(await screen.findByRole("option", { name: "Key" }));
  await userEvent.type(screen.getByRole("combobox", { name: "Value" }), "it-7");
  await screen.findByRole("option", { name: "IT-7" });
  await screen.findByRole("option", { name: /^Changed by Kim Minji/ });
  await userEvent.click(await screen.findByRole("option", { name: /^Linked with IT-7/ }));
  await waitFor(() => expect(onChange).toHaveBeenLastCalledWith("key IN linkedIssues(IT-7)"));
  expect(lastSent(sent).where?.parts[0]?.clause).toMatchObject({
    test: "IN",
    operands: [{ kind: "call", text: "linkedIssues", arguments: [{ text: "IT-7" }] }],
  });
});
