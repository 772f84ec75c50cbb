import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { Suspense } from "react";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { aClock, anAgent, grace } from "../fixtures";
import type { SlaClock, SlaExplanation } from "../tickets";
import ServiceLevels from "./service-levels";

const asked = "GET /api/tickets/IT-1/sla";
const firstResponse = "Time to first response";

async function renderClocks(
  clocks: SlaClock[],
  others: Record<string, { body: unknown }> = {},
  later: SlaClock[] = clocks,
) {
  const sent = answering({ [asked]: [{ body: clocks }, { body: later }], ...others });
  const view = await renderInApp(
    <Suspense>
      <ServiceLevels ticketKey="IT-1" />
    </Suspense>,
    anAgent(),
  );
  return { ...view, sent };
}

afterEach(() => {
  vi.useRealTimers();
});

test("a clock says what is left, how it stands and when it is due, in words", async () => {
  const { container } = await renderClocks([aClock()]);
  const clock = await screen.findByRole("group", { name: firstResponse });
  expect(within(clock).getByText("3h left")).toBeVisible();
  expect(within(clock).getByText("Running")).toBeVisible();
  expect(within(clock).getByText(/^Due Mon, Nov 23, 2026, 2:00/)).toBeVisible();
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
});

test("it counts down by itself and asks the server only when it is due", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const dueAt = "2026-11-23T02:01:30Z";
  const { sent } = await renderClocks([aClock({ remaining: 90_000, dueAt })], {}, [
    aClock({ remaining: -60_000, dueAt, breached: true, asOf: "2026-11-23T02:02:30Z" }),
  ]);
  const clock = await screen.findByRole("group", { name: firstResponse });
  await act(() => vi.advanceTimersByTimeAsync(40_000));
  expect(within(clock).getByText(/^(50|4\d)s left$/)).toBeVisible();
  expect(sent).toHaveLength(1);
  await act(() => vi.advanceTimersByTimeAsync(55_000));
  expect(sent).toHaveLength(2);
  expect(await within(clock).findByText(/^1m( \d+s)? over$/)).toBeVisible();
  expect(within(clock).getByText("Breached")).toBeVisible();
});

test("what is over is told by how much", async () => {
  await renderClocks([aClock({ remaining: -1_800_000, breached: true, dueAt: "2026-11-23T01:30:00Z" })]);
  const clock = await screen.findByRole("group", { name: firstResponse });
  expect(within(clock).getByText(/^30m( \ds)? over$/)).toBeVisible();
  expect(within(clock).getByText("Breached")).toBeVisible();
  expect(within(clock).getByText(/^Was due/)).toBeVisible();
});

test("a clock that waits says so", async () => {
  await renderClocks([
    aClock({ id: 1, state: "paused", openTimes: [], dueAt: null }),
    aClock({
      id: 2,
      policy: "Time to resolution",
      state: "outside_hours",
      openTimes: [{ from: "2026-11-24T00:00:00Z", to: "2026-11-24T09:00:00Z" }],
    }),
  ]);
  expect(within(await screen.findByRole("group", { name: firstResponse })).getByText("Paused")).toBeVisible();
  const other = screen.getByRole("group", { name: "Time to resolution" });
  expect(within(other).getByText("Outside hours")).toBeVisible();
});

test("finished cycles are folded, and say before they are unfolded that one was late", async () => {
  const stopped = { state: "stopped" as const, openTimes: [], stoppedAt: "2026-11-23T03:00:00Z" };
  await renderClocks([
    aClock({ ...stopped, id: 1 }),
    aClock({ ...stopped, id: 2, cycle: 2, breached: true, remaining: -60_000 }),
  ]);
  const fold = await screen.findByRole("button", { name: /Past cycles/ });
  expect(fold).toHaveTextContent("1 too late");
  expect(screen.queryByText("In time")).toBeNull();
  await userEvent.click(fold);
  expect(screen.getByText("In time")).toBeVisible();
  expect(screen.getByText("Too late")).toBeVisible();
});

test("where nothing is measured nothing is shown", async () => {
  const { sent } = await renderClocks([]);
  await vi.waitFor(() => expect(sent.some(({ path }) => path === "/api/tickets/IT-1/sla")).toBe(true));
  expect(screen.queryByRole("region", { name: "Service levels" })).toBeNull();
});

test("how a clock came to what it shows is told line by line", async () => {
  const explanation: SlaExplanation = {
    clock: aClock({ elapsed: 5_400_000, remaining: 9_000_000 }),
    zone: "Asia/Seoul",
    calendarVersion: 3,
    policyVersion: 2,
    carried: 1_800_000,
    stretches: [
      {
        from: "2026-11-23T01:00:00Z",
        to: "2026-11-23T02:00:00Z",
        running: true,
        reason: "The ticket was created",
        person: grace,
        counted: 3_600_000,
        openTimes: [{ from: "2026-11-23T01:00:00Z", to: "2026-11-23T02:00:00Z" }],
      },
      {
        from: "2026-11-23T02:00:00Z",
        to: null,
        running: false,
        reason: "It waits in “Waiting for customer”",
        person: null,
        counted: 0,
        openTimes: [],
      },
    ],
    thresholds: [
      {
        threshold: "share:80",
        dueAt: "2026-11-23T02:00:00Z",
        noticedAt: "2026-11-23T02:10:00Z",
        late: true,
      },
    ],
  };
  await renderClocks([aClock()], { "GET /api/tickets/IT-1/sla/31/explain": { body: explanation } });
  await userEvent.click(await screen.findByRole("button", { name: `Explain “${firstResponse}”` }));
  const dialog = await screen.findByRole("dialog", { name: firstResponse });
  const counted = await within(dialog).findByRole("region", { name: "How it was counted" });
  const [carried, ran, waits] = within(counted)
    .getAllByRole("listitem")
    .filter((line) => line.parentElement?.tagName === "OL");
  expect(carried).toHaveTextContent("Counted in earlier cycles30m");
  expect(ran).toHaveTextContent("The ticket was created · GGrace Hopper");
  expect(within(ran!).getByRole("list", { name: "Open times" })).toHaveTextContent(
    "2026-11-23 10:00–11:001h",
  );
  expect(waits).toHaveTextContent("It waits in “Waiting for customer”2026-11-23 11:00 – until now");
  expect(counted).toHaveTextContent("Counted in all1h 30m");
  expect(within(dialog).getByText("80% of the target")).toBeVisible();
  expect(within(dialog).getByText(/^Noticed late/)).toBeVisible();
});
