import { between, lastPeriod } from "./period";

test("the last month and quarter are those of a person's own zone", () => {
  const newYear = new Date("2026-12-31T20:00:00Z");
  expect(lastPeriod("month", newYear, "Asia/Seoul")).toEqual({ first: "2026-12-01", last: "2026-12-31" });
  expect(lastPeriod("month", newYear, "UTC")).toEqual({ first: "2026-11-01", last: "2026-11-30" });
  expect(lastPeriod("quarter", newYear, "Asia/Seoul")).toEqual({ first: "2026-10-01", last: "2026-12-31" });
  expect(lastPeriod("quarter", newYear, "UTC")).toEqual({ first: "2026-07-01", last: "2026-09-30" });
});

test("a period begins with its first day and ends with its last", () => {
  expect(between({ first: "2026-02-01", last: "2026-02-28" }, "Asia/Seoul")).toEqual({
    from: "2026-01-31T15:00:00.000Z",
    to: "2026-02-28T15:00:00.000Z",
  });
});
