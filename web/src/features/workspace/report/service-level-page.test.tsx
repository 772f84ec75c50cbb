import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { Suspense } from "react";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { aDesk, anAgent } from "../fixtures";
import type { ServiceLevelReport, ServiceLevelRow, WaitingReport } from "./queries";
import { ServiceLevelPage, shareOf } from "./service-level-page";

// Charts are drawn by a library, from the rows that the tables show.
vi.mock("./charts", () => ({ default: () => null }));

const hour = 3_600_000;

function aRow(changes: Partial<ServiceLevelRow> = {}): ServiceLevelRow {
  return {
    label: "2026-11",
    policy: "Time to resolution",
    completed: { tickets: 8, query: '"Time to resolution" = completed(2026-11-01, 2026-11-23)' },
    met: { tickets: 7, query: '"Time to resolution" = met(2026-11-01, 2026-11-23)' },
    missed: { tickets: 1, query: '"Time to resolution" = missed(2026-11-01, 2026-11-23)' },
    median: 3 * hour,
    ninetieth: 9 * hour,
    mean: 4 * hour,
    ...changes,
  };
}

const report: ServiceLevelReport = {
  policies: ["Time to resolution", "Time to first response"],
  policy: "Time to resolution",
  by: "month",
  from: "2026-11-01",
  to: "2026-11-23",
  rows: [aRow()],
  total: aRow({ label: "Time to resolution", overdue: { tickets: 2, query: "overdue" } }),
  asOf: "2026-11-23T01:00:00Z",
};

const waiting: WaitingReport = {
  policy: "Time to resolution",
  from: "2026-11-01",
  to: "2026-11-23",
  rows: [
    {
      label: "Waiting for customer",
      tickets: { tickets: 3, query: "waited" },
      sum: 30 * hour,
      median: 9 * hour,
      ninetieth: 12 * hour,
    },
  ],
  asOf: "2026-11-23T01:00:00Z",
};

async function renderReport(answer: ServiceLevelReport = report, onWish = vi.fn()) {
  answering({
    "GET /api/desks": { body: [aDesk] },
    "GET /api/reports/service-levels": { body: answer },
    "GET /api/reports/service-levels/waiting": { body: waiting },
  });
  return renderInApp(
    <Suspense>
      <ServiceLevelPage wish={{}} onWish={onWish} />
    </Suspense>,
    anAgent(),
  );
}

test("each figure is a way to the tickets that its query finds", async () => {
  const { container } = await renderReport();
  const figures = await screen.findByRole("table", { name: "Figures" });
  const november = within(figures).getByRole("row", { name: /^Nov 2026/ });
  expect(within(november).getByText("87.5%")).toBeVisible();
  expect(within(november).getByRole("link", { name: "Nov 2026, Missed: 1" })).toHaveAttribute(
    "href",
    `/tickets?query=${encodeURIComponent('"Time to resolution" = missed(2026-11-01, 2026-11-23)').replaceAll("%20", "+").replaceAll("(", "%28").replaceAll(")", "%29")}`,
  );
  expect(within(figures).getByRole("row", { name: /^Whole period/ })).toBeVisible();
  const reasons = await screen.findByRole("table", { name: "Waiting by reason" });
  expect(within(reasons).getByRole("link", { name: "Waiting for customer: 3" })).toBeVisible();
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
});

test("what is chosen goes into the address", async () => {
  const onWish = vi.fn();
  await renderReport(report, onWish);
  await userEvent.click(await screen.findByRole("combobox", { name: "By" }));
  await userEvent.click(await screen.findByRole("option", { name: "Priority" }));
  expect(onWish).toHaveBeenLastCalledWith(expect.objectContaining({ by: "priority" }));
});

test("where nothing was completed it says what to do", async () => {
  const none = aRow({
    completed: { tickets: 0, query: "" },
    met: { tickets: 0, query: "" },
    missed: { tickets: 0, query: "" },
    median: null,
    ninetieth: null,
    mean: null,
  });
  await renderReport({ ...report, rows: [none], total: none });
  expect(await screen.findByText("Nothing was completed in this period")).toBeVisible();
  expect(shareOf(none)).toBeNull();
});

test("a share that is not whole is never told to be", () => {
  const nearly = aRow({ completed: { tickets: 10_000, query: "" }, met: { tickets: 9_999, query: "" } });
  expect(shareOf(nearly)).toBe(0.999);
});
