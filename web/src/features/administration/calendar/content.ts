import type { Schemas } from "@/shared/api/client";

export type CalendarContent = Schemas["CalendarContent"];
export type OpenHours = Schemas["OpenHours"];
export type SpecialDays = Schemas["SpecialDays"];
export type CalendarDay = Schemas["CalendarDayResource"];
export type Weekday = OpenHours["days"][number];

export const weekdays: readonly Weekday[] = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
];

/** A stretch of a day, by the clock on the wall; `to` not after `from` is a time of the next day. */
export interface Stretch {
  from: string;
  to: string;
}

export type Week = Record<Weekday, Stretch[]>;

const time = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

export const isTime = (text: string) => time.test(text);

/** `9`, `930`, `9.30` and `９：３０` as `09:00` and `09:30`; what is no time stays as it was typed. */
export function timeFrom(typed: string): string {
  const text = typed.normalize("NFKC").trim();
  const parts = /^(\d{1,2})(?:[:.시h]\s*(\d{2})?분?)?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text);
  if (!parts) return text;
  const read = `${(parts[1] ?? "").padStart(2, "0")}:${parts[2] ?? "00"}`;
  return isTime(read) ? read : text;
}

export const minutesOf = (at: string) => Number(at.slice(0, 2)) * 60 + Number(at.slice(3));

export const endsNextDay = ({ from, to }: Stretch) =>
  isTime(from) && isTime(to) && minutesOf(to) <= minutesOf(from);

export function isStretch({ from, to }: Stretch): boolean {
  return isTime(from) && isTime(to) && from !== to && from !== "24:00";
}

/** The lines of a calendar by days, each day's in order. */
export function weekOf(hours: readonly OpenHours[]): Week {
  return Object.fromEntries(
    weekdays.map((day) => [
      day,
      hours
        .filter(({ days }) => days.includes(day))
        .map(({ from, to }) => ({ from, to }))
        .sort((one, other) => one.from.localeCompare(other.from)),
    ]),
  ) as Week;
}

/** A week as lines: days that are open alike share one. */
export function hoursOf(week: Week): OpenHours[] {
  const lines: OpenHours[] = [];
  for (const day of weekdays) {
    for (const { from, to } of week[day]) {
      const known = lines.find((line) => line.from === from && line.to === to && !line.days.includes(day));
      if (known) known.days.push(day);
      else lines.push({ days: [day], from, to });
    }
  }
  return lines;
}

/** What a further stretch of a day begins with: after the last one, where there is room. */
export function nextStretch(stretches: readonly Stretch[]): Stretch {
  const last = stretches[stretches.length - 1];
  if (!last || !isTime(last.to)) return { from: "09:00", to: "18:00" };
  const from = minutesOf(last.to) + 60;
  if (endsNextDay(last) || from >= 23 * 60) return { from: "22:00", to: "24:00" };
  return { from: clock(from), to: clock(Math.min(from + 4 * 60, 24 * 60)) };
}

export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

const onlyOn = (date: string) => (special: SpecialDays) => special.first === date && special.last === date;

/** Closes a day, or a part of it. */
export function closed(
  content: CalendarContent,
  date: string,
  name: string,
  part: Stretch | null,
): CalendarContent {
  return { ...content, closures: [...content.closures, special(date, name, part)] };
}

/** Opens a day for a while, whatever else is said of it. */
export function opened(
  content: CalendarContent,
  date: string,
  name: string,
  part: Stretch | null,
): CalendarContent {
  return { ...content, openings: [...content.openings, special(date, name, part)] };
}

/** Makes a holiday a day like others, or a holiday again. */
export function worked(content: CalendarContent, date: string, works: boolean): CalendarContent {
  const others = content.workedHolidays.filter((each) => each !== date);
  return { ...content, workedHolidays: works ? [...others, date].sort() : others };
}

/** Whether something was said of this day alone, so that it can be unsaid. */
export function isChanged(content: CalendarContent, date: string): boolean {
  return (
    content.workedHolidays.includes(date) ||
    content.closures.some(onlyOn(date)) ||
    content.openings.some(onlyOn(date))
  );
}

/** As the weekly hours and the holidays have it. */
export function unchanged(content: CalendarContent, date: string): CalendarContent {
  const kept = (special: SpecialDays) => !onlyOn(date)(special);
  return {
    ...worked(content, date, false),
    closures: content.closures.filter(kept),
    openings: content.openings.filter(kept),
  };
}

function special(date: string, name: string, part: Stretch | null): SpecialDays {
  return { name, first: date, last: date, from: part?.from ?? null, to: part?.to ?? null };
}

/** Whether what is written can be understood; what it means is the server's to judge. */
export function isWellFormed({ hours, closures, openings }: CalendarContent): boolean {
  return (
    hours.every(isStretch) &&
    [...closures, ...openings].every(
      ({ first, last, from, to }) =>
        first !== "" &&
        last >= first &&
        (from == null) === (to == null) &&
        (from == null || isStretch({ from, to: to ?? "" })),
    )
  );
}

export function sameContent(one: CalendarContent, other: CalendarContent): boolean {
  return JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
}

function canonical({ zone, hours, holidaySets, workedHolidays, closures, openings }: CalendarContent) {
  const days = ({ name, first, last, from, to }: SpecialDays) => [name, first, last, from ?? "", to ?? ""];
  return [
    zone,
    hoursOf(weekOf(hours)).map((line) => [line.days, line.from, line.to]),
    holidaySets,
    [...workedHolidays].sort(),
    closures.map(days),
    openings.map(days),
  ];
}

/** The weeks of a month, Monday first; null before its first day. */
export function weeksOf(year: number, month: number): Array<Array<string | null>> {
  const first = new Date(Date.UTC(year, month, 1));
  const days = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const cells: Array<string | null> = Array<null>((first.getUTCDay() + 6) % 7).fill(null);
  for (let day = 1; day <= days; day++)
    cells.push(`${year}-${String(month + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`);
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    cells.slice(week * 7, week * 7 + 7),
  );
}

export function dayAfter(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** What an empty calendar begins with. */
export function firstContent(zone: string): CalendarContent {
  return {
    zone,
    hours: [{ days: weekdays.slice(0, 5), from: "09:00", to: "18:00" }],
    holidaySets: zone === "Asia/Seoul" ? ["KR"] : [],
    workedHolidays: [],
    closures: [],
    openings: [],
  };
}
