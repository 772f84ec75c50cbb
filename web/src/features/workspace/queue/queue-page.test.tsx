import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { aDesk, anAgent, aRow, aTicket, grace, minji } from "../fixtures";
import { QueuePage } from "./queue-page";
import type { QueueDetail } from "./queues";
import { refreshQueues } from "./refresh-queues";

const list = "GET /api/desks/IT/queues/unassigned/tickets";
const fields = ["type", "key", "summary", "status", "priority", "assignee", "channel", "updated"];
const detail: Partial<QueueDetail> = {
  id: 7,
  key: "unassigned",
  deskKey: "IT",
  name: { ko: "미배정", en: "Unassigned" },
  icon: "inbox",
  query: "assignee IS EMPTY",
  problems: [],
  columns: fields.map((field) => ({
    field,
    label: field,
    kind: "named",
    sortable: field !== "channel",
  })),
  colours: [],
  density: "normal",
  layout: "list",
  shares: [{ deskKey: "IT" }],
  mayChange: false,
  starred: false,
  version: 3,
};
const common = {
  "GET /api/desks": { body: [aDesk] },
  "GET /api/desks/IT/queues/unassigned": { body: detail },
  "GET /api/tickets/IT-1": { body: aTicket() },
  "GET /api/tickets/IT-2": { body: aTicket({ key: "IT-2" }) },
};
const two = {
  items: [aRow(), aRow({ key: "IT-2", summary: "A new laptop", priority: 1, assignee: grace })],
  total: 1234,
};

function renderQueue(onSearch = vi.fn()) {
  return renderInApp(
    <QueuePage deskKey="IT" queue="unassigned" search={{}} onSearch={onSearch} />,
    anAgent(),
  );
}

test("a queue names its tickets, how many there are in all, and links to each", async () => {
  answering({ ...common, [list]: { body: two } });
  await renderQueue();
  const table = await screen.findByRole("table", { name: "Tickets: Unassigned" });
  expect(await within(table).findByRole("link", { name: "A new laptop" })).toHaveAttribute(
    "href",
    "/tickets/IT-2",
  );
  expect(screen.getByText(/1,234 tickets/)).toBeVisible();
  expect(within(table).getByText("Grace Hopper")).toBeVisible();
});

test("sorting is asked of whoever keeps the address", async () => {
  answering({ ...common, [list]: { body: two } });
  const onSearch = vi.fn();
  await renderQueue(onSearch);
  const header = await screen.findByRole("columnheader", { name: "Updated" });
  expect(header).toHaveAttribute("aria-sort", "none");
  await userEvent.click(within(header).getByRole("button"));
  expect(onSearch).toHaveBeenCalledExactlyOnceWith({ sort: "updated", direction: "desc" });
});

test("m takes the ticket one stands on, at once and against the version that was seen", async () => {
  const sent = answering({
    ...common,
    [list]: { body: two },
    "PATCH /api/tickets/IT-1": { body: aTicket({ version: 5, assignee: minji }) },
  });
  await renderQueue();
  await screen.findByRole("link", { name: "A new laptop" });
  await userEvent.keyboard("jm");
  expect(await screen.findByText("김민지")).toBeVisible();
  await vi.waitFor(() => expect(sent.some(({ method }) => method === "PATCH")).toBe(true));
  const patch = sent.find(({ method }) => method === "PATCH");
  expect(patch?.headers.get("If-Match")).toBe('"4"');
  expect(JSON.parse(patch?.body ?? "")).toEqual({ assigneeId: 1 });
  expect(await screen.findByText("IT-1 is assigned to 김민지.")).toBeVisible();
});

test("an empty queue says what would fill it", async () => {
  answering({ ...common, [list]: { body: { items: [], total: 0 } } });
  await renderQueue();
  expect(await screen.findByText("No unassigned tickets")).toBeVisible();
});

test("what follows is fetched on request and joined without repeating a row", async () => {
  const sent = answering({
    ...common,
    [list]: [
      { body: { ...two, next: "cursor" } },
      {
        body: { items: [aRow({ key: "IT-2", summary: "A new laptop" }), aRow({ key: "IT-3" })], total: 1234 },
      },
    ],
  });
  await renderQueue();
  await userEvent.click(await screen.findByRole("button", { name: "Show more" }));
  expect(await screen.findByText("IT-3")).toBeVisible();
  expect(screen.getAllByText("IT-2")).toHaveLength(1);
  expect(sent.filter(({ path }) => path.endsWith("/unassigned/tickets"))).toHaveLength(2);
});

test("of many pages only the first and those with a changed ticket are fetched again", async () => {
  const pageOf = (key: string, next: string | null, summary = `Summary of ${key}`) => ({
    body: { items: [aRow({ key, summary })], total: 3, next },
  });
  const sent = answering({
    ...common,
    [list]: [
      pageOf("IT-1", "one"),
      pageOf("IT-2", "two"),
      pageOf("IT-3", null),
      { body: { items: [aRow({ key: "IT-4", summary: "It is new" })], total: 4, next: "four" } },
      pageOf("IT-3", null, "It was changed"),
    ],
  });
  const { queryClient } = await renderQueue();
  await userEvent.click(await screen.findByRole("button", { name: "Show more" }));
  await screen.findByText("Summary of IT-2");
  await userEvent.click(await screen.findByRole("button", { name: "Show more" }));
  await screen.findByText("Summary of IT-3");
  sent.length = 0;
  const event = { key: "IT-3", deskKey: "IT", version: 5, kind: "changed" } as const;
  await act(() => refreshQueues(queryClient, [event, event]));
  expect(await screen.findByText("It was changed")).toBeVisible();
  expect(screen.getByText("It is new")).toBeVisible();
  expect(screen.getByText("Summary of IT-1")).toBeVisible();
  expect(screen.getByText("Summary of IT-2")).toBeVisible();
  expect(screen.getByText(/· 4 tickets/)).toBeVisible();
  const lists = sent.filter(({ path }) => path.endsWith("/unassigned/tickets"));
  expect(lists.map(({ search }) => new URLSearchParams(search).get("after"))).toEqual([null, "two"]);
});

test("a queue is divided, coloured and shows the fields it was told to", async () => {
  answering({
    ...common,
    "GET /api/desks/IT/queues/unassigned": {
      body: { ...detail, grouping: { field: "assignee", label: "Assignee", sortable: true, kind: "named" } },
    },
    [list]: {
      body: {
        items: [
          aRow({ cells: { assignee: { text: "Grace Hopper", value: "2" }, channel: { text: "Portal" } } }),
          aRow({ key: "IT-2", cells: {}, colour: "red" }),
        ],
        total: 2,
      },
    },
  });
  await renderQueue();
  expect(await screen.findByText("Portal")).toBeVisible();
  const headings = screen.getAllByRole("columnheader").filter((cell) => cell.matches("[scope=colgroup]"));
  expect(headings.map((cell) => cell.textContent)).toEqual(["Grace Hopper1", "No Assignee1"]);
  expect(screen.getByText("IT-2").closest("tr")).toHaveAttribute("data-coloured");
});

test("whoever may not change a queue arranges it for themselves, and takes that back", async () => {
  const user = userEvent.setup();
  const sent = answering({
    ...common,
    [list]: { body: two },
    "PUT /api/queues/7/look": { status: 204 },
    "DELETE /api/queues/7/look": { status: 204 },
  });
  await renderQueue();
  const headings = () => screen.getAllByRole("columnheader").map((cell) => cell.textContent);
  await screen.findByRole("link", { name: "A new laptop" });
  await user.click(screen.getByRole("button", { name: "Arrange the list for me" }));
  await user.click(await screen.findByRole("button", { name: "Move “channel” up" }));
  await user.click(screen.getByRole("radio", { name: "Compact" }));
  await user.click(screen.getByRole("button", { name: "Save for me" }));
  await vi.waitFor(() => expect(headings().slice(-3)).toEqual(["channel", "Assignee", "Updated"]));
  expect(screen.getByRole("table")).toHaveAttribute("data-density", "compact");
  const kept = sent.find(({ method }) => method === "PUT");
  expect(JSON.parse(kept?.body ?? "")).toMatchObject({ density: "compact" });

  await user.click(screen.getByRole("button", { name: "Arrange the list for me" }));
  await user.click(await screen.findByRole("button", { name: "As the queue has it" }));
  await vi.waitFor(() => expect(headings().slice(-3)).toEqual(["Assignee", "channel", "Updated"]));
  expect(sent.some(({ method, path }) => method === "DELETE" && path === "/api/queues/7/look")).toBe(true);
});

test("under each of its labels a ticket is a row of its own, and chosen with the others", async () => {
  const user = userEvent.setup();
  const under = (key: string, label?: string) =>
    aRow({ key, cells: label ? { labels: { text: label } } : {} });
  answering({
    ...common,
    "GET /api/desks/IT/queues/unassigned": {
      body: { ...detail, grouping: { field: "labels", label: "Labels", sortable: false, kind: "named" } },
    },
    [list]: { body: { items: [under("IT-1", "mail"), under("IT-1", "vpn"), under("IT-2")], total: 2 } },
  });
  await renderQueue();
  await screen.findAllByRole("link", { name: "IT-1" });
  const headings = screen.getAllByRole("columnheader").filter((cell) => cell.matches("[scope=colgroup]"));
  expect(headings.map((cell) => cell.textContent)).toEqual(["mail1", "vpn1", "No Labels1"]);
  await user.keyboard("jj");
  await user.keyboard("[KeyX]");
  expect(screen.getAllByRole("checkbox", { name: "Select IT-1" })).toHaveLength(2);
  for (const box of screen.getAllByRole("checkbox", { name: "Select IT-1" })) expect(box).toBeChecked();
  expect(await screen.findByText("1 ticket selected")).toBeVisible();
});

test("s asks for the next step of the ticket one stands on, and what that step asks for", async () => {
  const step = { conditional: false, style: "normal" };
  const to = (name: string) => ({ key: name.toLowerCase(), name, category: "active" });
  const screenOf = (key: string) => [
    { title: "", help: "", columns: 1, fields: [{ key, required: true, label: "", help: "" }] },
  ];
  const transitions = [
    { ...step, key: "start", name: "Start work", to: to("In progress"), sections: [] },
    { ...step, key: "resolve", name: "Resolve", to: to("Resolved"), sections: screenOf("resolution") },
  ];
  const sent = answering({
    ...common,
    [list]: { body: two },
    "GET /api/tickets/IT-1": { body: aTicket({ transitions: transitions as never }) },
    "POST /api/tickets/IT-1/transitions": {
      body: aTicket({
        version: 5,
        status: to("In progress") as never,
        transitions: transitions as never,
      }),
    },
  });
  await renderQueue();
  await screen.findByRole("link", { name: "A new laptop" });
  await userEvent.keyboard("js");
  const dialog = await screen.findByRole("dialog", { name: "Next step of IT-1" });
  await userEvent.click(await within(dialog).findByRole("button", { name: /Start work/ }));
  expect(await screen.findByText("IT-1 is now “In progress”.")).toBeVisible();
  const taken = sent.find(({ path }) => path.endsWith("/transitions"));
  expect(JSON.parse(taken?.body ?? "")).toMatchObject({ transition: "start" });

  await userEvent.click(screen.getByRole("button", { name: "Change: Status of IT-1" }));
  await userEvent.click(await screen.findByRole("button", { name: /Resolve/ }));
  const form = await screen.findByRole("dialog", { name: "Resolve" });
  await userEvent.click(await within(form).findByRole("button", { name: "Cancel" }));
  expect(sent.filter(({ path }) => path.endsWith("/transitions"))).toHaveLength(1);
});

test("a queue that names what is gone says so and asks for nothing", async () => {
  const sent = answering({
    ...common,
    "GET /api/desks/IT/queues/unassigned": {
      body: {
        ...detail,
        problems: [
          { start: 0, end: 6, code: "field_unknown", message: "There is no field “cf[9]”.", suggestions: [] },
        ],
      },
    },
  });
  await renderQueue();
  expect(await screen.findByRole("alert")).toHaveTextContent("There is no field “cf[9]”.");
  expect(sent.some(({ path }) => path.endsWith("/tickets"))).toBe(false);
});
