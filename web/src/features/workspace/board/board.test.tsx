import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { anAgent, aRow, aTicket } from "../fixtures";
import type { Transition } from "../tickets";
import type { BoardView } from "./columns";
import { TicketBoard } from "./ticket-board";

const columns = [
  { name: "Open", category: "new", statuses: [1, 5], count: 1234 },
  { name: "In progress", category: "active", statuses: [2], count: 0 },
];

const start: Transition = {
  key: "start",
  name: "Start work",
  to: { key: "working", name: "In progress", category: "active" },
  style: "primary",
  sections: [],
  conditional: false,
};

const replies = {
  "POST /api/queries/board": { body: columns },
  "POST /api/queries/page": { body: { items: [aRow()], next: null } },
  "GET /api/tickets/IT-1": { body: aTicket({ transitions: [start] }) },
};

function Shown() {
  const [view, setView] = useState<BoardView>({});
  return <TicketBoard query="desk = IT" view={view} onView={setView} />;
}

const column = (name: string) => screen.findByRole("region", { name: new RegExp(`^${name}:`) });

async function takeTheStep() {
  const card = await screen.findByRole("listitem", { name: /^IT-1 / });
  card.focus();
  await userEvent.keyboard(" ");
  await userEvent.click(await screen.findByRole("menuitem", { name: /Start work/ }));
}

test("each status is a column with its exact number, and asks only for what stands there", async () => {
  const sent = answering(replies);
  await renderInApp(<Shown />, anAgent());
  expect(await column("Open")).toHaveAccessibleName("Open: 1,234");
  expect(within(await column("Open")).getByRole("link", { name: "The printer is on fire" })).toBeVisible();
  expect(await column("In progress")).toHaveAccessibleName("In progress: 0");
  const pages = sent.filter(({ path }) => path.endsWith("/page"));
  expect(pages.map(({ body }) => JSON.parse(body))).toEqual([
    { query: "desk = IT", statuses: [1, 5], limit: 30 },
  ]);
});

test("a step taken by keyboard moves the card to the column of its new status", async () => {
  const sent = answering({
    ...replies,
    "POST /api/queries/board": [
      { body: columns },
      {
        body: [
          { ...columns[0], count: 1233 },
          { ...columns[1], count: 1 },
        ],
      },
    ],
    "POST /api/tickets/IT-1/transitions": { body: aTicket({ status: start.to, version: 5 }) },
  });
  await renderInApp(<Shown />, anAgent());
  await takeTheStep();
  await waitFor(async () => expect(await column("In progress")).toHaveAccessibleName("In progress: 1"));
  const step = sent.find(({ method, path }) => method === "POST" && path.endsWith("/transitions"));
  expect(JSON.parse(step?.body ?? "")).toMatchObject({ transition: "start" });
});

test("a step that is refused is told why, and the card goes back", async () => {
  answering({
    ...replies,
    "POST /api/tickets/IT-1/transitions": {
      status: 409,
      body: { code: "transition_refused", title: "No", detail: "The approval is still running.", errors: [] },
    },
  });
  await renderInApp(<Shown />, anAgent());
  await takeTheStep();
  expect(await screen.findByText("The approval is still running.")).toBeVisible();
  await waitFor(async () => expect(within(await column("Open")).getByText("IT-1")).toBeVisible());
  expect(within(await column("In progress")).queryByText("IT-1")).not.toBeInTheDocument();
});

/** Drags a card as a mouse would; the browser's part in it is not there in these tests. */
async function dragTo(name: string) {
  const dataTransfer = {
    types: [],
    items: [],
    setData: () => undefined,
    getData: () => "",
    setDragImage: () => undefined,
  };
  const card = await screen.findByRole("listitem", { name: /^IT-1 / });
  const target = await column(name);
  const painted = () => act(() => new Promise((done) => requestAnimationFrame(() => done(undefined))));
  fireEvent.dragStart(card, { dataTransfer });
  await painted();
  fireEvent.dragEnter(target, { dataTransfer });
  await painted();
  fireEvent.dragOver(target, { dataTransfer });
  await painted();
  fireEvent.drop(target, { dataTransfer });
}

test("where two steps lead into a column, the one that is meant is asked for", async () => {
  const escalate: Transition = { ...start, key: "escalate", name: "Hand over" };
  const sent = answering({
    ...replies,
    "GET /api/tickets/IT-1": { body: aTicket({ transitions: [start, escalate] }) },
    "POST /api/tickets/IT-1/transitions": { body: aTicket({ status: start.to, version: 5 }) },
  });
  await renderInApp(<Shown />, anAgent());
  await dragTo("In progress");
  const question = await screen.findByRole("dialog", { name: "Which step?" });
  expect(sent.some(({ path }) => path.endsWith("/transitions"))).toBe(false);
  await userEvent.click(within(question).getByRole("button", { name: "Hand over" }));
  await waitFor(() => {
    const step = sent.find(({ path }) => path.endsWith("/transitions"));
    expect(JSON.parse(step?.body ?? "{}")).toMatchObject({ transition: "escalate" });
  });
});

test("a step that asks for something is taken once it is answered, and not when nobody answers", async () => {
  const resolve: Transition = {
    ...start,
    name: "Begin with a note",
    sections: [
      {
        title: "",
        help: "",
        columns: 1,
        fields: [{ key: "resolution", required: true, label: "", help: "" } as never],
      },
    ],
  };
  const sent = answering({
    ...replies,
    "GET /api/tickets/IT-1": { body: aTicket({ transitions: [resolve] }) },
  });
  await renderInApp(<Shown />, anAgent());
  await dragTo("In progress");
  const form = await screen.findByRole("dialog", { name: "Begin with a note" });
  expect(within(await column("In progress")).getByText("IT-1")).toBeVisible();
  await userEvent.click(await within(form).findByRole("button", { name: "Cancel" }));
  await waitFor(async () => expect(within(await column("Open")).getByText("IT-1")).toBeVisible());
  expect(sent.some(({ path }) => path.endsWith("/transitions"))).toBe(false);
});

test("many statuses stand by their category, and each by itself where that is wanted, but for the empty ones", async () => {
  const lots = Array.from({ length: 20 }, (_, at) => ({
    name: `Step ${at}`,
    category: "active",
    statuses: [100 + at],
    count: 0,
  }));
  const sent = answering({ ...replies, "POST /api/queries/board": { body: [...columns, ...lots] } });
  await renderInApp(<Shown />, anAgent());
  expect(await column("New")).toHaveAccessibleName("New: 1,234");
  expect(screen.getAllByRole("region").map((each) => each.getAttribute("aria-label"))).toEqual([
    "New: 1,234",
    "In progress: 0",
  ]);
  await userEvent.click(screen.getByRole("radio", { name: "By status" }));
  expect(await column("Open")).toBeVisible();
  expect(screen.getAllByRole("region")).toHaveLength(1);
  await userEvent.click(screen.getByRole("switch", { name: "Hide empty columns (21)" }));
  expect(screen.getAllByRole("region")).toHaveLength(22);
  expect(sent.filter(({ path }) => path.endsWith("/page"))).toHaveLength(1);
});
