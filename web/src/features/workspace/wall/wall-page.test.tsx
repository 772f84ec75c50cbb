import { act, screen, within } from "@testing-library/react";
import axe from "axe-core";
import { Suspense } from "react";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { aClock, aDesk, anAgent, aRow } from "../fixtures";
import { WallPage } from "./wall-page";

afterEach(() => {
  vi.useRealTimers();
});

test("a wall tells what is over and what is due next, and counts by itself", async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  answering({
    "GET /api/desks": { body: [aDesk] },
    "POST /api/queries/count": { body: { count: 3 } },
    "POST /api/queries/page": {
      body: { items: [aRow(), aRow({ key: "IT-2", summary: "No mail" })] },
    },
    "GET /api/sla/clocks": {
      body: [
        {
          key: "IT-2",
          clock: aClock({ remaining: -90 * 60_000, breached: true, dueAt: "2026-11-23T00:30:00Z" }),
        },
        { key: "IT-1", clock: aClock({ remaining: 120_000, dueAt: "2026-11-23T02:02:00Z" }) },
      ],
    },
  });
  const { container } = await renderInApp(
    <Suspense>
      <WallPage deskKey="IT" />
    </Suspense>,
    anAgent(),
  );
  const due = await screen.findByRole("region", { name: "Due next" });
  expect(await within(due).findByText("1h 30m over")).toBeVisible();
  expect(screen.getByRole("region", { name: "Overdue" })).toBeVisible();
  expect(await screen.findByRole("link", { name: /3\s*Overdue/ })).toBeVisible();
  await act(() => vi.advanceTimersByTimeAsync(30_000));
  expect(within(due).getByText(/^1m (30|2\d)s left$/)).toBeVisible();
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
});
