import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { PolicyForm } from "./policy-form";
import type { Policy, PolicyDraft } from "./queries";

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

const hour = 3_600_000;
const draft: PolicyDraft = {
  definition: {
    start: [{ kind: "created" }],
    stop: [{ kind: "status_entered", categories: ["done"] }],
    pause: [],
    goals: [
      { query: "priority = High", target: hour, calendarId: 2 },
      { query: null, target: 4 * hour, calendarId: 2 },
    ],
    warnings: [{ share: 80 }],
    escalations: [],
    cycles: "fresh",
    customers: "due",
  },
  version: 3,
  problems: [],
};
const policy: Policy = {
  id: 5,
  deskKey: "IT",
  name: { en: "Time to resolution" },
  deskKeys: ["IT"],
  published: 1,
  definition: draft.definition,
  broken: [],
  drafted: true,
  retired: false,
  mayShape: true,
  version: 7,
};
const around = {
  "GET /api/calendars": {
    body: [
      { id: 1, name: { en: "24×7" }, retired: false },
      { id: 2, name: { en: "Weekdays" }, retired: false },
    ],
  },
  "GET /api/desks/IT/workflows": { body: [] },
  "GET /api/desks/IT/fields": { body: [] },
};

async function renderForm(saved: PolicyDraft) {
  const sent = answering({ ...around, "PUT /api/sla/policies/5/draft": { body: saved } });
  const view = await renderInApp(
    <PolicyForm
      deskKey="IT"
      policy={policy}
      draft={draft}
      onSaved={() => undefined}
      onDiscarded={() => undefined}
      onPublished={() => undefined}
    />,
  );
  await screen.findByRole("textbox", { name: "Tickets of goal 1" });
  return { ...view, sent };
}

const save = () => userEvent.click(screen.getByRole("button", { name: "Save the draft" }));

test("a policy reads as a sentence", async () => {
  const { container } = await renderForm(draft);
  const part = (name: string) => within(screen.getByRole("group", { name }));
  expect(part("The clock starts when").getByRole("combobox")).toHaveValue("the ticket is created");
  expect(part("It stops when").getAllByRole("combobox")[0]).toHaveValue("the ticket comes into");
  expect(part("It pauses while").getByText("Nothing pauses it.")).toBeVisible();
  expect(screen.getByText("All other tickets")).toBeVisible();
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
});

test("what was changed is saved on the version that was seen, in the order that was chosen", async () => {
  const { sent } = await renderForm({ ...draft, version: 4 });
  await userEvent.click(screen.getByRole("button", { name: "Add a goal" }));
  await userEvent.type(await screen.findByRole("textbox", { name: "Tickets of goal 2" }), "type = incident");
  await userEvent.click(screen.getByRole("button", { name: "Move Goal 2 up" }));
  expect(screen.getByRole("button", { name: "Publish…" })).toBeDisabled();
  await save();
  await waitFor(() => expect(screen.getByRole("button", { name: "Publish…" })).toBeEnabled());
  const put = sent.find(({ method }) => method === "PUT");
  expect(put?.headers.get("If-Match")).toBe('"3"');
  expect(JSON.parse(put?.body ?? "")).toEqual({
    ...draft.definition,
    goals: [
      { query: "type = incident", target: 8 * hour, calendarId: 2 },
      { query: "priority = High", target: hour, calendarId: 2 },
      { query: null, target: 4 * hour, calendarId: 2 },
    ],
  });
});

test("what keeps a draft from being published is told at its place", async () => {
  await renderForm({
    ...draft,
    version: 4,
    problems: [{ pointer: "/goals/0/query", code: "query", message: "There is no field “colour”." }],
  });
  const query = screen.getByRole("textbox", { name: "Tickets of goal 1" });
  await userEvent.clear(query);
  await userEvent.type(query, "colour = red");
  await save();
  const goals = screen.getByRole("list", { name: "Goals" });
  expect(await within(goals).findByText("There is no field “colour”.")).toBeVisible();
  expect(screen.getByRole("button", { name: "Publish…" })).toBeDisabled();
});
