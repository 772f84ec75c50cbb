import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { FindPage } from "../find/find-page";
import { aRow, anAgent } from "../fixtures";

const rows = ["IT-1", "IT-2", "IT-3"].map((key) => aRow({ key, summary: `Summary of ${key}` }));
const job = {
  id: 7,
  state: "running",
  person: anAgent().person,
  tickets: 4999,
  changed: 1200,
  unchanged: 0,
  refused: 0,
  reasons: [],
  undoable: false,
  createdAt: "2026-11-22T00:00:00Z",
};
const done = {
  ...job,
  state: "done",
  changed: 4997,
  refused: 2,
  reasons: [{ reason: "You may not make this change on the desk “HR”.", tickets: 2, examples: [] }],
  undoable: true,
};

async function renderFound(more: Parameters<typeof answering>[0] = {}) {
  const sent = answering({
    "POST /api/queries/page": { body: { items: rows, next: null } },
    "POST /api/queries/count": { body: { count: 5000 } },
    "GET /api/groups/names": { body: [] },
    "GET /api/teams": { body: [] },
    ...more,
  });
  await renderInApp(<FindPage query="priority = High" onQuery={vi.fn()} />, anAgent());
  await screen.findByRole("link", { name: "Summary of IT-3" });
  return sent;
}

const box = (key: string) => screen.getByRole("checkbox", { name: `Select ${key}` });

test("rows are chosen by box, up to another one with Shift, and by key", async () => {
  const user = userEvent.setup();
  await renderFound();
  expect(screen.queryByRole("region", { name: "Selected tickets" })).not.toBeInTheDocument();
  await user.click(box("IT-1"));
  await user.keyboard("{Shift>}");
  await user.click(box("IT-3"));
  await user.keyboard("{/Shift}");
  expect(await screen.findByText("3 tickets selected")).toBeVisible();
  await user.keyboard("j");
  await user.keyboard("[KeyX]");
  expect(await screen.findByText("2 tickets selected")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Clear selection" }));
  expect(box("IT-3")).not.toBeChecked();
});

test("everything found but one is foreseen, changed, told and taken back", async () => {
  const user = userEvent.setup();
  const sent = await renderFound({
    "POST /api/bulk-changes/choices": { body: { tickets: 4999, lookedAt: 500, statuses: [] } },
    "POST /api/bulk-changes/forecast": {
      body: {
        tickets: 4999,
        lookedAt: 500,
        changed: 498,
        unchanged: 0,
        refused: 2,
        reasons: [{ reason: "You may not.", tickets: 2, examples: ["HR-1", "HR-2"] }],
      },
    },
    "POST /api/bulk-changes": { status: 201, body: job },
    "GET /api/bulk-changes/7": [{ body: job }, { body: done }],
    "GET /api/bulk-changes/7/results": {
      body: {
        items: [{ key: "HR-1", summary: "Payroll", outcome: "refused", reason: "You may not." }],
        next: null,
      },
    },
    "POST /api/bulk-changes/7/undo": { status: 201, body: { ...job, id: 8, undoesId: 7 } },
    "GET /api/bulk-changes/8": { body: { ...job, id: 8, undoesId: 7 } },
  });
  await user.click(box("IT-1"));
  await user.click(await screen.findByRole("button", { name: "Select all 5,000 found" }));
  await user.click(box("IT-2"));
  expect(await screen.findByText("4,999 tickets selected")).toBeVisible();

  await user.click(screen.getByRole("button", { name: "Change…" }));
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(await dialog.findByRole("checkbox", { name: "Add labels" }));
  await user.type(dialog.getAllByLabelText("Add labels")[1]!, "audit ");
  await user.click(dialog.getByRole("button", { name: "Preview" }));
  expect(await dialog.findByText(/Looked at 500 of 4,999 tickets/)).toBeVisible();
  expect(dialog.getByText(/HR-1, HR-2/)).toBeVisible();

  await user.click(dialog.getByRole("button", { name: "Change tickets" }));
  expect(await dialog.findByText("1,200 of 4,999 tickets")).toBeVisible();
  expect(screen.queryByRole("region", { name: "Selected tickets", hidden: true })).not.toBeInTheDocument();
  expect(
    await dialog.findByText("4,997 changed · 0 already so · 2 refused", {}, { timeout: 3000 }),
  ).toBeVisible();
  expect(await dialog.findByRole("link", { name: "HR-1" })).toBeVisible();
  const begun = sent.find(({ method, path }) => method === "POST" && path === "/api/bulk-changes");
  expect(JSON.parse(begun?.body ?? "")).toEqual({
    tickets: { query: "priority = High", without: ["IT-2"] },
    changes: { addLabels: ["audit"] },
  });
  expect(begun?.headers.get("Idempotency-Key")).toBeTruthy();

  await user.click(dialog.getByRole("button", { name: "Undo" }));
  expect(await dialog.findByText("Putting back 1,200 of 4,999 tickets")).toBeVisible();
});

test("what is found is exported with the columns one chooses, by an address that the browser keeps as it comes", async () => {
  const user = userEvent.setup();
  const fields = ["key", "summary", "status", "team"];
  await renderFound({
    "GET /api/queries/columns": {
      body: fields.map((field) => ({
        field,
        label: `The ${field}`,
        kind: "named",
        sortable: true,
        groupable: true,
      })),
    },
  });
  await user.click(screen.getByRole("button", { name: "Export" }));
  await user.click(await screen.findByRole("button", { name: "Take out “The team”" }));
  await user.click(screen.getByRole("button", { name: "Move “The status” up" }));
  const columns = "column=key&column=status&column=summary";
  const address = `/api/queries/export?query=priority+%3D+High&format`;
  expect(screen.getByRole("link", { name: "CSV" })).toHaveAttribute("href", `${address}=csv&${columns}`);
  await user.click(screen.getByRole("combobox", { name: "Add a column" }));
  await user.click(await screen.findByRole("option", { name: "The team" }));
  expect(screen.getByRole("link", { name: "Excel (XLSX)" })).toHaveAttribute(
    "href",
    `${address}=xlsx&${columns}&column=team`,
  );
});
