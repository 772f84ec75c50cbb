import { screen, within } from "@testing-library/react";
import axe from "axe-core";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { Promises } from "./promises";

const promised = {
  policy: "Time to first response",
  state: "running",
  dueAt: null,
  breached: false,
  stoppedAt: null,
};

async function renderPromises(promises: object[]) {
  answering({ "GET /api/requests/IT-1/sla": { body: promises } });
  const view = await renderInApp(<Promises requestKey="IT-1" />);
  return { ...view, panel: await screen.findByRole("region", { name: "What you can count on" }) };
}

test("a promise says by when, and afterwards what came of it", async () => {
  const { panel, container } = await renderPromises([
    { ...promised, policy: "Resolution", dueAt: "2026-11-23T03:30:00Z" },
    { ...promised, state: "stopped" },
    { ...promised, policy: "Delivery", state: "stopped", breached: true },
  ]);
  const [due, kept, late] = within(panel).getAllByRole("definition");
  expect(due).toHaveTextContent(/^By Mon, Nov 23, 2026, 12:30\sPM$/);
  expect(kept).toHaveTextContent("Done in time");
  expect(late).toHaveTextContent("Done, later than promised");
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
});

test("what is late or does not count is said in a customer's words", async () => {
  const { panel } = await renderPromises([
    { ...promised, breached: true, dueAt: "2026-11-23T03:30:00Z" },
    { ...promised, policy: "Resolution", state: "paused" },
    { ...promised, policy: "Delivery", state: "outside_hours" },
  ]);
  const [late, waiting, running] = within(panel).getAllByRole("definition");
  expect(late).toHaveTextContent(/^Was promised by .*; we are still at it$/);
  expect(waiting).toHaveTextContent("The time does not count at present");
  expect(running).toHaveTextContent("Under way");
});
