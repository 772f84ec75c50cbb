import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import type { Rule, RuleDraft } from "./queries";
import { RuleForm } from "./rule-form";

vi.mock("@/shared/query/query-editor", () => ({
  QueryEditor: ({
    label,
    value,
    onChange,
  }: {
    label: string;
    value: string;
    onChange: (query: string) => void;
  }) => <input aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} />,
}));

const draft: RuleDraft = {
  definition: {
    trigger: { type: "commented", by: "customer", internal: false },
    steps: [
      { type: "when", condition: { type: "query", query: "status = Done" } },
      {
        type: "if",
        condition: {
          type: "comparison",
          value: "{{ticket.summary}}",
          comparison: "contains",
          with: "VPN",
        },
        then: [{ type: "comment", text: "{{comment.text}}", internal: true }],
        otherwise: [{ type: "log", text: "-" }],
      },
    ],
    mayTriggerItself: false,
  },
  version: 3,
  problems: [],
};
const rule: Rule = {
  id: 5,
  deskKey: "IT",
  name: { en: "Reopen on reply" },
  everywhere: false,
  deskKeys: ["IT"],
  runAs: { id: 1, displayName: "Robin Choi" },
  enabled: true,
  stopped: false,
  published: 1,
  definition: draft.definition,
  drafted: true,
  mayShape: true,
  version: 7,
};
const around = {
  "GET /api/desks": { body: [] },
  "GET /api/desks/IT/workflows": { body: [] },
  "GET /api/desks/IT/fields": { body: [] },
  "GET /api/teams": { body: [] },
};

async function renderForm(saved: RuleDraft) {
  const sent = answering({ ...around, "PUT /api/automation/rules/5/draft": { body: saved } });
  const view = await renderInApp(
    <RuleForm
      deskKey="IT"
      rule={rule}
      draft={draft}
      onSaved={() => undefined}
      onDiscarded={() => undefined}
      onPublished={() => undefined}
    />,
  );
  await screen.findByRole("textbox", { name: "Query" });
  return { ...view, sent };
}

const save = () => userEvent.click(screen.getByRole("button", { name: "Save the draft" }));

test("a rule reads as a sentence, with what is inside its steps", async () => {
  const { container } = await renderForm(draft);
  const trigger = within(screen.getByRole("region", { name: "What it waits for" }));
  expect(trigger.getByRole("combobox", { name: "What it waits for" })).toHaveValue("somebody comments");
  expect(trigger.getByRole("combobox", { name: "Who comments" })).toHaveValue("and it is a customer");
  const then = within(screen.getByRole("group", { name: "then" }));
  expect(then.getByRole("textbox", { name: "Text" })).toHaveValue("{{comment.text}}");
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
});

test("what was changed is saved on the version that was seen, without what only the page knows", async () => {
  const { sent } = await renderForm({ ...draft, version: 4 });
  await userEvent.click(screen.getByRole("button", { name: "Move step 2 up: If … otherwise" }));
  const then = within(screen.getByRole("group", { name: "then" }));
  await userEvent.click(then.getByRole("button", { name: "Remove step 1: Add a comment" }));
  expect(screen.getByRole("button", { name: "Publish…" })).toBeDisabled();
  await save();
  await waitFor(() => expect(screen.getByRole("button", { name: "Publish…" })).toBeEnabled());
  const put = sent.find(({ method }) => method === "PUT");
  expect(put?.headers.get("If-Match")).toBe('"3"');
  expect(JSON.parse(put?.body ?? "")).toEqual({
    ...draft.definition,
    steps: [{ ...draft.definition.steps[1], then: [] }, draft.definition.steps[0]],
  });
});

test("what keeps a draft from being published is told at its step", async () => {
  await renderForm({
    ...draft,
    version: 4,
    problems: [{ pointer: "/steps/1/then/0/text", code: "required", message: "Say something." }],
  });
  await userEvent.click(screen.getByRole("checkbox", { name: /ten times at most/ }));
  await save();
  const then = within(screen.getByRole("group", { name: "then" }));
  expect(await then.findByText("Say something.")).toBeVisible();
  expect(screen.getAllByText("Say something.")).toHaveLength(1);
  expect(screen.getByRole("button", { name: "Publish…" })).toBeDisabled();
});
