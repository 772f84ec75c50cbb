import { formatsIn } from "../i18n/formats";
import { parseDuration } from "./duration";

const minute = 60_000;

test.each([
  ["1d 7h 20m", 1880],
  ["1일 7시간 20분", 1880],
  ["1일7시간20분", 1880],
  ["1 day 7 hours 20 minutes", 1880],
  ["1w", 10_080],
  ["2주", 20_160],
  ["1.5h", 90],
  ["7:20", 440],
  ["90", 90],
  ["0m", 0],
  ["1,000일", 1_440_000],
])("%s is understood", (typed, minutes) => {
  expect(parseDuration(typed)).toBe(minutes * minute);
});

test.each(["", "soon", "1x", "h", "1h soon", "-5m", "1..5h", "7:60"])("“%s” is no duration", (typed) => {
  expect(parseDuration(typed)).toBeNull();
});

test("what is shown is understood again, in both languages", () => {
  for (const language of ["ko", "en"] as const) {
    for (const minutes of [0, 1, 60, 1880, 36_500 * 1440]) {
      const shown = formatsIn(language, "Asia/Seoul").duration(minutes * minute);
      expect(parseDuration(shown)).toBe(minutes * minute);
    }
  }
});
