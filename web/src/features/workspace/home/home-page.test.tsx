import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { Suspense } from "react";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import type { Queue } from "../queue/queues";
import { aClock, aDesk, anAgent, aRow } from "../fixtures";
import { HomePage } from "./home-page";

afterEach(() => {
  vi.useRealTimers();
});

const page = "POST /api/queries/page";

const unassigned: Partial<Queue> = {
  id: 7,
  key: "unassigned",
  deskKey: "IT",
  name: "Unassigned",
  icon: "inbox",
  own: false,
  starred: false,
  count: 1234,
  oldest: "2026-11-20T01:00:00Z",
};

const common = {
  "GET /api/desks": { body: [aDesk] },
  "GET /api/desks/IT/queues": {
    body: [unassigned, { ...unassigned, id: 8, key: "resolved", name: "Resolved" }],
  },
  "POST /api/queries/count": { body: { count: 2 } },
  "GET /api/sla/clocks": { body: [] },
};

const two = { items: [aRow({ key: "IT-2", summary: "No mail" }), aRow()] };

function renderHome(session = anAgent()) {
  return renderInApp(
    <Suspense>
      <HomePage />
    </Suspense>,
    session,
  );
}

test("what burns first stands first, and counts by itself", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const sent = answering({
    ...common,
    [page]: { body: two },
    "GET /api/sla/clocks": {
      body: [
        {
          key: "IT-2",
          clock: aClock({ remaining: -90 * 60_000, breached: true, dueAt: "2026-11-23T00:30:00Z" }),
        },
        { key: "IT-1", clock: aClock({ remaining: 120_000, dueAt: "2026-11-23T02:02:00Z" }) },
        // A promise that is due later is not what burns first of this ticket.
        { key: "IT-1", clock: aClock({ id: 32, policy: "Time to resolution" }) },
      ],
    },
  });
  const { container } = await renderHome();
  const mine = await screen.findByRole("table", { name: "Assigned to me" });
  expect(await within(mine).findByText("1h 30m over")).toBeVisible();
  const [, first, second] = within(mine).getAllByRole("row");
  expect(within(first as HTMLElement).getByRole("link", { name: "No mail" })).toHaveAttribute(
    "href",
    "/tickets/IT-2",
  );
  expect(within(second as HTMLElement).getByText(/^(2m|1m 5\ds) left$/)).toBeVisible();
  expect(JSON.parse(sent.find(({ path }) => path === "/api/queries/page")?.body ?? "{}")).toEqual({
    query: 'assignee = currentUser() AND "status category" != Done ORDER BY "next due", priority DESC',
    limit: 15,
  });

  await act(() => vi.advanceTimersByTimeAsync(60_000));
  expect(within(second as HTMLElement).getByText(/^(1m|\d\ds|1m \ds|0m \d\ds) left$/)).toBeVisible();
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
});

test("of more than there is room for it tells how many, and leads to all of them", async () => {
  answering({ ...common, [page]: { body: two }, "POST /api/queries/count": { body: { count: 1234 } } });
  await renderHome();
  const all = await screen.findByRole("link", { name: "All 1,234" });
  expect(new URLSearchParams(all.getAttribute("href")?.split("?")[1]).get("query")).toBe(
    'assignee = currentUser() AND "status category" != Done ORDER BY "next due", priority DESC',
  );
});

test("a desk tells how much waits in its queues, but not what is done", async () => {
  answering({ ...common, [page]: { body: two } });
  await renderHome();
  const desk = await screen.findByRole("region", { name: "IT desk" });
  expect(
    await within(desk).findByRole("link", { name: /^1,234\s*Unassigned\s*oldest open/ }),
  ).toHaveAttribute("href", "/queues/IT/unassigned");
  expect(within(desk).queryByText("Resolved")).not.toBeInTheDocument();
  expect(within(desk).getByRole("link", { name: "Wall view" })).toHaveAttribute("href", "/desks/IT/wall");
});

test("who has nothing to do is told where there is something", async () => {
  answering({
    ...common,
    [page]: { body: { items: [] } },
    "POST /api/queries/count": { body: { count: 0 } },
  });
  await renderHome();
  expect(await screen.findByText("Nothing is assigned to you")).toBeVisible();
  expect(screen.getByText("Pick a ticket from the unassigned ones.")).toBeVisible();
  expect(screen.queryByRole("link", { name: /^All/ })).not.toBeInTheDocument();
});

test("who works on no desk is told who can change that", async () => {
  answering({ "GET /api/desks": { body: [] } });
  await renderHome({ ...anAgent(), deskRoles: [], permissions: [] });
  expect(await screen.findByText("You do not work on any desk yet")).toBeVisible();
  expect(screen.queryByRole("link", { name: "Go to the administration" })).not.toBeInTheDocument();
});

test("what cannot be loaded is said, and can be tried again", async () => {
  const failed = { status: 503, body: { type: "about:blank", title: "Unavailable", status: 503 } };
  answering({ ...common, [page]: [failed, { body: two }] });
  await renderHome();
  const told = await screen.findByRole("alert");
  // What can be told is told all the same.
  expect(await screen.findByRole("link", { name: /Unassigned/ })).toBeVisible();
  await userEvent.click(within(told).getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("link", { name: "No mail" })).toBeVisible();
  expect(screen.queryByRole("alert")).not.toBeInTheDocument();
});
