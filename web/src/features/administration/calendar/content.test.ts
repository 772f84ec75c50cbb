import type { CalendarContent } from "./content";
import {
  closed,
  endsNextDay,
  firstContent,
  hoursOf,
  isChanged,
  isWellFormed,
  nextStretch,
  opened,
  sameContent,
  timeFrom,
  unchanged,
  weekOf,
  weeksOf,
  worked,
} from "./content";

const content: CalendarContent = firstContent("Asia/Seoul");

test("times are understood as they are typed", () => {
  expect(
    ["9", "930", "0930", "9.30", "9:30", "９：３０", "9시", "9시 30분", "24", "24:00"].map(timeFrom),
  ).toEqual(["09:00", "09:30", "09:30", "09:30", "09:30", "09:30", "09:00", "09:30", "24:00", "24:00"]);
  expect(["25", "9:75", "noon", "", "24:30"].map(timeFrom)).toEqual(["25", "9:75", "noon", "", "24:30"]);
});

test("days that are open alike share a line, and lines are shown by days", () => {
  const hours = [
    { days: ["monday" as const, "friday" as const], from: "13:00", to: "18:00" },
    { days: ["monday" as const], from: "09:00", to: "12:00" },
  ];
  const week = weekOf(hours);
  expect(week.monday).toEqual([
    { from: "09:00", to: "12:00" },
    { from: "13:00", to: "18:00" },
  ]);
  expect(week.tuesday).toEqual([]);
  expect(weekOf(hoursOf(week))).toEqual(week);
  expect(hoursOf(week)).toHaveLength(2);
  expect(sameContent({ ...content, hours }, { ...content, hours: [...hours].reverse() })).toBe(true);
});

test("a stretch that is written twice on one day stays twice, so that the server can say so", () => {
  const twice = { from: "09:00", to: "18:00" };
  expect(hoursOf({ ...weekOf([]), monday: [twice, twice] })).toHaveLength(2);
});

test("a night ends on the next day", () => {
  expect(endsNextDay({ from: "22:00", to: "06:00" })).toBe(true);
  expect(endsNextDay({ from: "09:00", to: "24:00" })).toBe(false);
  expect(endsNextDay({ from: "09:00", to: "" })).toBe(false);
});

test("a further stretch begins after the last", () => {
  expect(nextStretch([])).toEqual({ from: "09:00", to: "18:00" });
  expect(nextStretch([{ from: "09:00", to: "12:00" }])).toEqual({ from: "13:00", to: "17:00" });
  expect(nextStretch([{ from: "13:00", to: "22:00" }])).toEqual({ from: "22:00", to: "24:00" });
});

test("what was said of a day alone is unsaid, and what was said of more days stays", () => {
  const holidays = { name: "휴가", first: "2026-05-01", last: "2026-05-04", from: null, to: null };
  const before = { ...content, closures: [holidays] };
  const changed = worked(
    opened(closed(before, "2026-05-01", "", { from: "13:00", to: "18:00" }), "2026-05-01", "비상", null),
    "2026-05-01",
    true,
  );
  expect(isChanged(before, "2026-05-01")).toBe(false);
  expect(isChanged(changed, "2026-05-01")).toBe(true);
  expect(unchanged(changed, "2026-05-01")).toEqual(before);
});

test("what cannot be understood is known before it is sent", () => {
  expect(isWellFormed(content)).toBe(true);
  expect(isWellFormed({ ...content, hours: [{ days: ["monday"], from: "9", to: "18:00" }] })).toBe(false);
  expect(isWellFormed({ ...content, hours: [{ days: ["monday"], from: "09:00", to: "09:00" }] })).toBe(false);
  expect(isWellFormed(closed(content, "", "", null))).toBe(false);
  expect(isWellFormed(closed(content, "2026-05-01", "", { from: "09:00", to: "" }))).toBe(false);
});

test("a month is laid out in weeks that begin on Monday", () => {
  const weeks = weeksOf(2026, 10);
  expect(weeks[0]).toEqual([null, null, null, null, null, null, "2026-11-01"]);
  expect(weeks.flat().filter(Boolean)).toHaveLength(30);
});
