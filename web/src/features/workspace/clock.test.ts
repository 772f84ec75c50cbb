import { openBetween, read, roundTheClock, untilNextTurn } from "./clock";
import { aClock } from "./fixtures";

const minute = 60_000;
const hour = 60 * minute;
const at = (instant: string) => Date.parse(instant);

/** Monday and Tuesday from nine to six in Seoul, seen on Monday at five. */
const days = [
  { from: "2026-11-23T08:00:00Z", to: "2026-11-23T09:00:00Z" },
  { from: "2026-11-24T00:00:00Z", to: "2026-11-24T09:00:00Z" },
];
const monday = aClock({
  openTimes: days,
  asOf: "2026-11-23T08:00:00Z",
  target: 4 * hour,
  elapsed: hour,
  remaining: 3 * hour,
  dueAt: "2026-11-24T02:00:00Z",
});

test("only while the calendar is open does time pass", () => {
  expect(openBetween(days, at("2026-11-23T08:30:00Z"), at("2026-11-24T01:00:00Z"))).toBe(90 * minute);
  expect(openBetween(days, at("2026-11-23T10:00:00Z"), at("2026-11-23T23:00:00Z"))).toBe(0);
});

test("a clock counts on from what the server said, and is outside hours while its calendar is closed", () => {
  expect(read(monday, at("2026-11-23T08:30:00Z"))).toEqual({
    state: "running",
    elapsed: 90 * minute,
    remaining: 150 * minute,
    breached: false,
    share: 0.375,
  });
  expect(read(monday, at("2026-11-23T20:00:00Z"))).toMatchObject({
    state: "outside_hours",
    remaining: 2 * hour,
    breached: false,
  });
});

test("past its due instant a clock is breached and counts how much it is over", () => {
  const reading = read(monday, at("2026-11-24T02:30:00Z"));
  expect(reading).toMatchObject({ state: "running", remaining: -30 * minute, breached: true, share: 1 });
});

test("what is paused or stopped stands still", () => {
  for (const state of ["paused", "stopped"] as const)
    expect(read({ ...monday, state, openTimes: [] }, at("2026-11-23T20:00:00Z"))).toMatchObject({
      state,
      elapsed: hour,
      remaining: 3 * hour,
    });
});

test("what was not breached when it stopped never is", () => {
  const stopped = aClock({ state: "stopped", dueAt: "2026-11-23T09:00:00Z", breached: false });
  expect(read(stopped, at("2026-11-25T00:00:00Z")).breached).toBe(false);
});

test("an instant that is promised has its share, too, and what is only measured has none", () => {
  const byDate = aClock({ ...monday, target: null });
  expect(read(byDate, at("2026-11-23T08:00:00Z")).share).toBe(0.25);
  const measured = aClock({ ...monday, target: null, remaining: null, dueAt: null });
  expect(read(measured, at("2026-11-23T08:30:00Z"))).toMatchObject({ remaining: null, share: null });
});

test("the server is asked again after the next due instant, at the latest after an hour, and not for what has ended", () => {
  expect(untilNextTurn([monday])).toBe(hour + 2_000);
  expect(untilNextTurn([{ ...monday, dueAt: "2026-11-23T08:10:00Z" }])).toBe(10 * minute + 2_000);
  expect(untilNextTurn([{ ...monday, state: "stopped" }])).toBe(false);
  expect(untilNextTurn([])).toBe(false);
});

test("a calendar that never closes is known by how long it is open", () => {
  expect(roundTheClock(monday)).toBe(false);
  const always = [{ from: "2026-11-23T08:00:00Z", to: "2027-12-28T08:00:00Z" }];
  expect(roundTheClock(aClock({ openTimes: always }))).toBe(true);
});
