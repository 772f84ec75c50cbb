import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { anAgent, aRow, aTicket } from "../fixtures";
import type { Transition } from "../tickets";
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

const column = (name: string) => screen.findByRole("region", { name: new RegExp(`^${name}:`) });

async function takeTheStep() {
  const card = await screen.findByRole("listitem", { name: /^IT-1 / });
  card.focus();
  await userEvent.keyboard(" ");
  await userEvent.click(await screen.findByRole("menuitem", { name: /Start work/ }));
}

test("each status is a column with its exact number, and asks only for what stands there", async () => {
  const sent = answering(replies);
  await renderInApp(<TicketBoard query="desk = IT" />, anAgent());
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
  await renderInApp(<TicketBoard query="desk = IT" />, anAgent());
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
  await renderInApp(<TicketBoard query="desk = IT" />, anAgent());
  await takeTheStep();
  expect(await screen.findByText("The approval is still running.")).toBeVisible();
  await waitFor(async () => expect(within(await column("Open")).getByText("IT-1")).toBeVisible());
  expect(within(await column("In progress")).queryByText("IT-1")).not.toBeInTheDocument();
});
