import { formatsIn } from "./formats";
import { browserTimeZone, instantOf, timeZones, wallTime } from "./time-zone";

const korean = formatsIn("ko", "Asia/Seoul");
const english = formatsIn("en", "America/New_York");

test("times are written as Koreans and Americans write them, in the person's zone", () => {
  expect(korean.dateTime("2026-11-21T06:04:00Z")).toBe("2026년 11월 21일 (토) 15:04");
  expect(english.dateTime("2026-11-21T06:04:00Z").replace(/ /g, " ")).toBe("Sat, Nov 21, 2026, 1:04 AM");
  expect(korean.shortDateTime("2026-11-21T06:04:00Z")).toBe("2026-11-21 15:04");
  expect(english.shortDateTime("2026-11-21T06:04:00Z")).toBe("2026-11-21 01:04");
});

test("a calendar date is the same day in every zone", () => {
  expect(korean.date("2026-11-21")).toBe("2026년 11월 21일 (토)");
  expect(english.date("2026-11-21")).toBe("Sat, Nov 21, 2026");
});

test("durations leave out what is nothing", () => {
  const minutes = 60_000;
  expect(korean.duration((31 * 60 + 20) * minutes)).toBe("1일 7시간 20분");
  expect(korean.duration(0)).toBe("0분");
  expect(english.duration(90 * minutes)).toBe("1h 30m");
});

test("a countdown is told in two units, with seconds in the last hour and days only where the clock never stands", () => {
  const seconds = 1_000;
  const hours = 3_600 * seconds;
  expect(english.countdown(2 * hours + 5 * 60 * seconds + 59 * seconds)).toBe("2h 5m");
  expect(english.countdown(30 * hours + 5 * 60 * seconds)).toBe("30h 5m");
  expect(korean.countdown(31 * hours, true)).toBe("1일 7시간");
  expect(korean.countdown(24 * hours, true)).toBe("1일");
  expect(korean.countdown(2 * hours, true)).toBe("2시간");
  expect(korean.countdown(270 * seconds)).toBe("4분 30초");
  expect(korean.countdown(999)).toBe("0초");
  expect(english.countdown(-5 * seconds)).toBe("0s");
});

test("distances in time are told in the nearest unit", () => {
  const now = new Date("2026-11-21T06:00:00Z");
  expect(korean.relative("2026-11-21T03:00:00Z", now)).toBe("3시간 전");
  expect(english.relative("2026-11-20T06:00:00Z", now)).toBe("yesterday");
  expect(english.relative("2026-11-21T05:59:30Z", now)).toBe("now");
});

test("wall time and instant are each other's inverse, also over a change of clocks", () => {
  const zone = "America/New_York";
  for (const instant of [
    "2026-03-08T06:30:00.000Z",
    "2026-03-08T07:30:00.000Z",
    "2026-11-01T04:30:00.000Z",
    "2026-07-01T12:00:00.000Z",
  ]) {
    expect(instantOf(wallTime(new Date(instant), zone), zone).toISOString()).toBe(instant);
  }
  expect(instantOf("2026-11-21 15:04:00", "Asia/Seoul").toISOString()).toBe("2026-11-21T06:04:00.000Z");
});

test("a time that a clock change skips is moved on", () => {
  expect(wallTime(instantOf("2026-03-08 02:30:00", "America/New_York"), "America/New_York")).toBe(
    "2026-03-08 03:30:00",
  );
});

test("the zone of the browser and UTC can be chosen, whatever the browser lists", () => {
  expect(timeZones()).toEqual(expect.arrayContaining(["Asia/Seoul", "Etc/UTC", browserTimeZone()]));
  expect(new Set(timeZones()).size).toBe(timeZones().length);
});
