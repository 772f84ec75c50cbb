import { instantOf, wallTime } from "@/shared/i18n/time-zone";

/** Days on the wall; `last` is inside. */
export interface Period {
  first: string;
  last: string;
}

const day = (year: number, month: number, date: number) =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

/** The whole month, or quarter, before the one in which a person is now. */
export function lastPeriod(kind: "month" | "quarter", now: Date, timeZone: string): Period {
  const [year = 0, month = 1] = wallTime(now, timeZone).slice(0, 7).split("-").map(Number);
  const length = kind === "month" ? 1 : 3;
  const begins = kind === "month" ? month - 1 : Math.floor((month - 1) / 3) * 3;
  return { first: day(year, begins - length, 1), last: day(year, begins, 0) };
}

/** The instants between which it lies. */
export function between({ first, last }: Period, timeZone: string): { from: string; to: string } {
  const [year = 0, month = 1, date = 1] = last.split("-").map(Number);
  return {
    from: instantOf(`${first} 00:00:00`, timeZone).toISOString(),
    to: instantOf(`${day(year, month - 1, date + 1)} 00:00:00`, timeZone).toISOString(),
  };
}
