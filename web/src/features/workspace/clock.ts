import type { Schemas } from "@/shared/api/client";

type SlaClock = Schemas["SlaClockView"];

/** A clock as it stands now, counted on from what the server said. */
export interface Reading {
  state: SlaClock["state"];
  /** Milliseconds of the calendar. */
  elapsed: number;
  /** Less than none when it is over; null when nothing is promised. */
  remaining: number | null;
  breached: boolean;
  /** How much of the target has gone, from 0 to 1; null when nothing is promised. */
  share: number | null;
}

/** A stretch that is open for so long belongs to a calendar that never closes. */
const neverCloses = 7 * 86_400_000;
const longestWait = 3_600_000;
/** The server sees to what is due within two seconds. */
const turned = 2_000;

/** How long a calendar was open between two instants, in milliseconds. */
export function openBetween(openTimes: SlaClock["openTimes"], from: number, until: number): number {
  return openTimes.reduce(
    (sum, open) =>
      sum + Math.max(0, Math.min(Date.parse(open.to), until) - Math.max(Date.parse(open.from), from)),
    0,
  );
}

/** @param now by the server's clock, in milliseconds */
export function read(clock: SlaClock, now: number): Reading {
  const counts = clock.state === "running" || clock.state === "outside_hours";
  const passed = counts ? openBetween(clock.openTimes, Date.parse(clock.asOf), now) : 0;
  const open = clock.openTimes.some(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to));
  const elapsed = clock.elapsed + passed;
  const remaining = clock.remaining == null ? null : clock.remaining - passed;
  const over = clock.state !== "stopped" && clock.dueAt != null && now > Date.parse(clock.dueAt);
  return {
    state: counts ? (open ? "running" : "outside_hours") : clock.state,
    elapsed,
    remaining,
    breached: clock.breached || over,
    share: remaining === null ? null : shareOf(clock.target ?? Math.max(0, elapsed + remaining), remaining),
  };
}

function shareOf(target: number, remaining: number): number {
  return target <= 0 || remaining <= 0 ? 1 : Math.max(0, 1 - remaining / target);
}

/** Whether the clock's calendar never closes, as far as is known. */
export function roundTheClock({ openTimes: [next] }: SlaClock): boolean {
  return next !== undefined && Date.parse(next.to) - Date.parse(next.from) >= neverCloses;
}

/** In how many milliseconds what clocks show must be asked for again: one is due, or its open times are used up. */
export function untilNextTurn(clocks: readonly SlaClock[]): number | false {
  const turns = clocks
    .filter(({ state }) => state !== "stopped")
    .flatMap(({ dueAt, openTimes, asOf }) =>
      [dueAt, openTimes.at(-1)?.to].flatMap((turn) => (turn ? [Date.parse(turn) - Date.parse(asOf)] : [])),
    )
    .filter((wait) => wait > 0);
  return turns.length > 0 ? Math.min(...turns, longestWait) + turned : false;
}
