import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { useState } from "react";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import type { Rebuild } from "./rebuild";
import { RebuildPanel } from "./rebuild-panel";

const hour = 3_600_000;
const looking: Rebuild = {
  id: 3,
  policyId: 5,
  from: "2026-09-30T15:00:00Z",
  to: "2026-10-31T15:00:00Z",
  state: "looking",
  total: 10,
  done: 4,
  differing: 1,
  startedAt: "2026-11-23T00:00:00Z",
};
const found: Rebuild = { ...looking, state: "found", done: 10, endedAt: "2026-11-23T00:00:05Z" };
const applied: Rebuild = {
  ...found,
  state: "applied",
  appliedBy: { id: 1, displayName: "Mina", avatarUrl: null } as Rebuild["appliedBy"],
};
const clock = { startedAt: "2026-10-02T00:00:00Z", stoppedAt: "2026-10-02T03:00:00Z", elapsed: 3 * hour };
const tickets = {
  tickets: [
    {
      key: "IT-7",
      summary: "Printer",
      applied: false,
      cycles: [
        {
          number: 1,
          before: { ...clock, target: 4 * hour, breached: false },
          after: { ...clock, target: hour, breached: true, dueAt: "2026-10-02T01:00:00Z" },
        },
      ],
    },
  ],
  next: null,
};

function Page() {
  const [rebuild, setRebuild] = useState<number>();
  return <RebuildPanel policyId={5} published rebuild={rebuild} onRebuild={setRebuild} />;
}

test("differences are seen first, and applied only when somebody says so", async () => {
  const sent = answering({
    "GET /api/sla/rebuilds": { body: [] },
    "POST /api/sla/rebuilds": { status: 201, body: looking },
    "GET /api/sla/rebuilds/3": [{ body: found }, { body: applied }],
    "GET /api/sla/rebuilds/3/tickets": { body: tickets },
    "POST /api/sla/rebuilds/3/application": { body: { ...found, state: "applying", done: 0 } },
  });
  const { container } = await renderInApp(<Page />);
  await userEvent.click(screen.getByRole("button", { name: "Show the differences" }));
  const list = within(await screen.findByRole("list", { name: "Differences" }));
  expect(list.getByRole("link", { name: "IT-7" })).toHaveAttribute("href", "/tickets/IT-7");
  expect(list.getByText("missed")).toBeVisible();
  expect(sent.some(({ path }) => path.endsWith("/application"))).toBe(false);
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);

  await userEvent.click(screen.getByRole("button", { name: "Apply…" }));
  await userEvent.click(await screen.findByRole("button", { name: "Apply" }));
  expect(
    await screen.findByText(/The clocks of 1 ticket were replaced/, {}, { timeout: 4_000 }),
  ).toBeVisible();
});

test("one ticket is measured by its key", async () => {
  const sent = answering({
    "GET /api/sla/rebuilds": { body: [] },
    "POST /api/sla/rebuilds": {
      status: 400,
      body: {
        code: "invalid",
        status: 400,
        title: "Not valid",
        errors: [
          { pointer: "/ticketKey", code: "sla_ticket", message: "This policy measures no such ticket." },
        ],
      },
    },
  });
  await renderInApp(<Page />);
  await userEvent.click(screen.getByRole("radio", { name: "One ticket" }));
  await userEvent.type(screen.getByRole("textbox", { name: "Ticket" }), "NONE-1");
  await userEvent.click(screen.getByRole("button", { name: "Show the differences" }));
  expect(await screen.findByText("This policy measures no such ticket.")).toBeVisible();
  await waitFor(() =>
    expect(JSON.parse(sent.find(({ method }) => method === "POST")?.body ?? "")).toMatchObject({
      ticketKey: "NONE-1",
      from: null,
    }),
  );
});
