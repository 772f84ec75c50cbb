import { fireEvent, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { RichTextEditorProps } from "@/shared/text/editor";
import { renderInApp } from "@/testing/render";
import type { SentRequest } from "@/testing/server";
import { answering } from "@/testing/server";
import { aComment, anAgent, aTicket, customer, grace } from "../fixtures";
import { ticketQueries } from "../tickets";
import { TicketPage } from "./ticket-page";

// The real editor needs a browser's selection and layout; what is tested here is what is done with the text.
vi.mock("@/shared/text/rich-text-editor", () => ({
  RichTextEditor: ({ label, value, onChange }: RichTextEditorProps) => (
    <textarea aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
  ),
}));

const detail = "GET /api/tickets/IT-1";

async function renderTicket(tab: "conversation" | "history" = "conversation") {
  const view = await renderInApp(<TicketPage ticketKey="IT-1" tab={tab} onTab={vi.fn()} />, anAgent());
  await screen.findByRole("heading", { level: 1 });
  return view;
}

const write = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label, { selector: "textarea" }), { target: { value } });

const bodyOf = (request: SentRequest | undefined) => JSON.parse(request?.body ?? "null") as unknown;

test("what customers read and what only the desk reads are told apart in words", async () => {
  const internal = aComment({ id: 12, author: grace, internal: true, bodyHtml: "<p>Old wiring.</p>" });
  answering({ [detail]: { body: aTicket({ comments: [aComment(), internal] }) } });
  await renderTicket();
  const reply = screen.getByRole("article", { name: "Comment by 이서준" });
  const note = screen.getByRole("article", { name: "Internal note by Grace Hopper" });
  expect(within(reply).getByText("Public")).toBeVisible();
  expect(within(reply).getByText("Reporter")).toBeVisible();
  expect(within(note).getByText("Internal note")).toBeVisible();
  expect(note).toHaveTextContent("Old wiring.");
});

test("r answers the customer and says so on its button", async () => {
  const sent = answering({
    [detail]: { body: aTicket() },
    "POST /api/tickets/IT-1/comments": {
      body: { id: 13, mentionedInVain: [], ticket: aTicket({ version: 5 }) },
    },
  });
  await renderTicket();
  await userEvent.keyboard("r");
  expect(screen.getByText("이서준 and the participants will read this.")).toBeVisible();
  write("Reply to the customer", "<p>On my way</p>");
  await userEvent.click(screen.getByRole("button", { name: "Send to the customer" }));
  expect(await screen.findByText("The reply was sent to the customer.")).toBeVisible();
  const post = sent.find(({ method }) => method === "POST");
  expect(bodyOf(post)).toEqual({ body: "<p>On my way</p>", internal: false, attachmentIds: [] });
  expect(post?.headers.get("Idempotency-Key")).toBeTruthy();
});

test("a note and a reply are two drafts; each is found again and a refusal loses neither", async () => {
  answering({
    [detail]: { body: aTicket() },
    "POST /api/tickets/IT-1/comments": { status: 500, body: { title: "Broken", code: "unexpected" } },
  });
  const first = await renderTicket();
  await userEvent.keyboard("i");
  write("Internal note", "<p>Old wiring</p>");
  await userEvent.click(screen.getByRole("radio", { name: /Reply to the customer/ }));
  expect(screen.getByLabelText("Reply to the customer", { selector: "textarea" })).toHaveValue("");
  await userEvent.click(screen.getByRole("radio", { name: /Internal note/ }));
  await userEvent.click(screen.getByRole("button", { name: "Add the internal note" }));
  expect(await screen.findByText("What you typed is kept.", { exact: false })).toBeVisible();
  first.unmount();
  await renderTicket();
  expect(screen.getByLabelText("Internal note", { selector: "textarea" })).toHaveValue("<p>Old wiring</p>");
});

const resolve = {
  key: "resolve",
  name: "Resolve",
  to: { key: "resolved", name: "Resolved", category: "done" as const },
  style: "primary" as const,
  sections: [
    {
      title: "",
      help: "",
      columns: 1,
      fields: [{ key: "resolution", visible: true, required: true, readOnly: false, label: "", help: "" }],
    },
  ],
  conditional: false,
};

test("a step asks for what its screen asks, and is not taken without it", async () => {
  const sent = answering({
    [detail]: { body: aTicket({ transitions: [resolve] }) },
    "POST /api/tickets/IT-1/transitions": {
      body: aTicket({ version: 5, status: resolve.to, resolution: "workaround" }),
    },
  });
  await renderTicket();
  await userEvent.click(screen.getByRole("button", { name: "Resolve" }));
  const form = await screen.findByRole("form", { name: "Resolve" });
  await userEvent.click(within(form).getByRole("button", { name: "Resolve" }));
  expect(await within(form).findByText("Choose how it was resolved.")).toBeVisible();
  await userEvent.click(within(form).getByRole("combobox", { name: /Resolution/ }));
  await userEvent.click(await screen.findByRole("option", { name: "Workaround given" }));
  await userEvent.click(within(form).getByRole("button", { name: "Resolve" }));
  expect(await screen.findByText("IT-1 is now “Resolved”.")).toBeVisible();
  const post = sent.find(({ method }) => method === "POST");
  expect(post?.headers.get("If-Match")).toBe('"4"');
  expect(bodyOf(post)).toEqual({ transition: "resolve", fields: { resolution: "workaround" } });
});

test("a step that asks for nothing is taken at once", async () => {
  const start = { ...resolve, key: "start", name: "Start", sections: [] };
  const sent = answering({
    [detail]: { body: aTicket({ transitions: [start] }) },
    "POST /api/tickets/IT-1/transitions": { body: aTicket({ version: 5 }) },
  });
  await renderTicket();
  await userEvent.click(screen.getByRole("button", { name: "Start" }));
  await vi.waitFor(() => expect(sent.some(({ method }) => method === "POST")).toBe(true));
});

test("of a text that two people changed both are shown, and the chosen one is saved", async () => {
  const theirs = aTicket({ version: 6, summary: "The printer glows" });
  const sent = answering({
    [detail]: [{ body: aTicket() }, { body: theirs }],
    "PATCH /api/tickets/IT-1": [
      {
        status: 409,
        body: {
          code: "conflicting_change",
          title: "Somebody changed the same thing meanwhile",
          currentVersion: 6,
          errors: [{ pointer: "/summary", code: "changed_meanwhile", message: "Grace changed this." }],
          conflicts: [
            {
              field: "summary",
              yours: "The printer smokes",
              theirs: "The printer glows",
              changedBy: grace,
              changedAt: "2026-11-21T02:00:00Z",
            },
          ],
        },
      },
      { body: aTicket({ version: 7, summary: "The printer smokes" }) },
    ],
  });
  await renderTicket();
  await userEvent.keyboard("e");
  const summary = await screen.findByRole("textbox", { name: /Summary/ });
  await userEvent.clear(summary);
  await userEvent.type(summary, "The printer smokes");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
  const dialog = await screen.findByRole("dialog", { name: "Changed by two people at once" });
  expect(await within(dialog).findByText("The printer glows")).toBeVisible();
  expect(within(dialog).getByRole("button", { name: "Save this choice" })).toBeDisabled();
  await userEvent.click(within(dialog).getByRole("radio", { name: "Yours" }));
  await userEvent.click(within(dialog).getByRole("button", { name: "Save this choice" }));
  expect(await screen.findByRole("heading", { level: 1, name: "The printer smokes" })).toBeVisible();
  const patches = sent.filter(({ method }) => method === "PATCH");
  expect(patches.map(({ headers }) => headers.get("If-Match"))).toEqual(['"4"', '"6"']);
});

test("somebody else's change is shown without touching what is being typed", async () => {
  answering({ [detail]: [{ body: aTicket() }, { body: aTicket({ version: 5, priority: 1 }) }] });
  const { queryClient } = await renderTicket();
  await userEvent.keyboard("r");
  write("Reply to the customer", "<p>half a sent</p>");
  await queryClient.invalidateQueries({ queryKey: ticketQueries.detail("IT-1").queryKey });
  expect(await screen.findByText("Highest")).toBeVisible();
  expect(screen.getByLabelText("Reply to the customer", { selector: "textarea" })).toHaveValue(
    "<p>half a sent</p>",
  );
});

test("the priority is changed in place, against the version at which it was opened, and can be undone", async () => {
  const sent = answering({
    [detail]: { body: aTicket() },
    "PATCH /api/tickets/IT-1": [
      { body: aTicket({ version: 5, priority: 1 }) },
      { body: aTicket({ version: 6, priority: 3 }) },
    ],
  });
  await renderTicket();
  await userEvent.click(screen.getByRole("button", { name: "Change: Priority" }));
  const form = await screen.findByRole("form", { name: "Priority" });
  await userEvent.click(within(form).getByRole("combobox", { name: "Priority" }));
  await userEvent.click(await screen.findByRole("option", { name: "Highest" }));
  await userEvent.click(within(form).getByRole("button", { name: "Save" }));
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));
  await vi.waitFor(() => expect(sent.filter(({ method }) => method === "PATCH")).toHaveLength(2));
  const patches = sent.filter(({ method }) => method === "PATCH");
  expect(patches.map(bodyOf)).toEqual([{ priority: 1 }, { priority: 3 }]);
  expect(patches.map(({ headers }) => headers.get("If-Match"))).toEqual(['"4"', '"5"']);
});

test("the history tells what changed, from what to what, and who did it", async () => {
  answering({
    [detail]: { body: aTicket() },
    "GET /api/tickets/IT-1/history": {
      body: {
        items: [
          {
            id: 1,
            at: "2026-11-21T01:00:00Z",
            person: grace,
            channel: "workspace",
            field: "priority",
            fieldName: "Priority",
            oldDisplay: "Medium",
            newDisplay: "Highest",
          },
        ],
      },
    },
  });
  await renderTicket("history");
  const history = await screen.findByRole("list", { name: "History" });
  expect(history).toHaveTextContent("Grace Hopper");
  expect(within(history).getByText("Medium")).toBeVisible();
  expect(within(history).getByText("Highest")).toBeVisible();
});

test("who may only look is offered nothing else", async () => {
  answering({ [detail]: { body: aTicket({ permissions: ["ticket.view"], transitions: [resolve] }) } });
  await renderTicket();
  expect(screen.queryByRole("button", { name: "Resolve" })).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Reply/ })).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Change:/ })).not.toBeInTheDocument();
  expect(screen.getAllByText(customer.displayName)[0]).toBeVisible();
});
