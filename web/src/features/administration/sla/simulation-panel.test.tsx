import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { useState } from "react";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import type { Simulation } from "./simulation";
import { SimulationPanel } from "./simulation-panel";

const hour = 3_600_000;
const outcome = (tickets: number, met: number, breached: number, ongoing = 0) => ({
  tickets,
  met,
  breached,
  overdue: 0,
  ongoing,
});
const running: Simulation = {
  id: 12,
  policyId: 5,
  from: "2026-09-30T15:00:00Z",
  to: "2026-10-31T15:00:00Z",
  state: "running",
  total: 200,
  done: 100,
  policies: [],
  startedAt: "2026-11-23T00:00:00Z",
};
const done: Simulation = {
  ...running,
  state: "done",
  done: 200,
  policies: [
    {
      id: 5,
      deskKey: "IT",
      name: { en: "Time to resolution" },
      deskKeys: ["IT"],
      inForce: true,
      goals: [
        {
          query: "priority = High",
          matching: true,
          goalBefore: { query: "priority = High", target: 4 * hour, calendarId: 1 },
          goalAfter: { query: "priority = High", target: 2 * hour, calendarId: 1 },
          before: outcome(100, 99, 1),
          after: outcome(100, 60, 40),
        },
        {
          query: null,
          matching: true,
          goalBefore: { target: 8 * hour, calendarId: 1 },
          goalAfter: { target: 8 * hour, calendarId: 1 },
          before: outcome(100, 10_000, 1, 3),
          after: outcome(100, 10_000, 1, 3),
        },
      ],
      changed: 39,
      better: 0,
      worse: 39,
      tickets: [{ key: "IT-7", summary: "Printer", before: outcome(1, 1, 0), after: outcome(1, 0, 2) }],
    },
  ],
};

function Page() {
  const [simulation, setSimulation] = useState<number>();
  return <SimulationPanel subject={{ policyId: 5 }} simulation={simulation} onSimulation={setSimulation} />;
}

test("a draft is run over a period, followed, and compared by goal", async () => {
  const sent = answering({
    "POST /api/sla/simulations": { status: 201, body: running },
    "GET /api/sla/simulations/12": [{ body: running }, { body: done }],
  });
  const { container } = await renderInApp(<Page />);
  await userEvent.click(screen.getByRole("button", { name: "Simulate" }));
  expect(await screen.findByText("100 of 200 tickets are looked at.")).toBeVisible();

  const goals = within(await screen.findByRole("list", { name: "Kept, by goal" }, { timeout: 4_000 }));
  expect(goals.getByText("priority = High")).toBeVisible();
  expect(goals.getByText("60%")).toBeVisible();
  expect(goals.getAllByText("99.9%").length).toBeGreaterThan(0);
  expect(screen.queryByText("100%")).toBeNull();
  expect(screen.getByRole("link", { name: "IT-7" })).toHaveAttribute("href", "/tickets/IT-7");
  expect(screen.getByText("missed ×2")).toBeVisible();
  expect(screen.getByText(/Here are 1 of 39/)).toBeVisible();
  const begun = JSON.parse(sent.find(({ method }) => method === "POST")?.body ?? "");
  expect(begun).toMatchObject({ policyId: 5, calendarId: null });
  expect(Date.parse(begun.to) - Date.parse(begun.from)).toBeGreaterThan(80 * 24 * hour);
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
});

test("one that goes on is stopped", async () => {
  const sent = answering({
    "POST /api/sla/simulations": { status: 201, body: running },
    "GET /api/sla/simulations/12": [{ body: running }, { body: { ...running, state: "cancelled" } }],
    "DELETE /api/sla/simulations/12": { status: 204 },
  });
  await renderInApp(<Page />);
  await userEvent.click(screen.getByRole("button", { name: "Simulate" }));
  await userEvent.click(await screen.findByRole("button", { name: "Stop" }));
  await waitFor(() => expect(sent.some(({ method }) => method === "DELETE")).toBe(true));
  expect(await screen.findByText(/Stopped at 100 of 200 tickets/)).toBeVisible();
});
