import { useLingui } from "@lingui/react";
import { createContext, use, useMemo } from "react";
import type { Language } from "./language";
import { isLanguage } from "./language";
import { browserTimeZone, wallTime } from "./time-zone";

/** The zone all times are shown in: the person's own. */
export const TimeZoneContext = createContext<string>(browserTimeZone());

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function relative(instant: Date, now: Date, language: Language): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const distance = instant.getTime() - now.getTime();
  const size = Math.abs(distance);
  if (size < minute) return words.format(0, "second");
  if (size < hour) return words.format(Math.trunc(distance / minute), "minute");
  if (size < day) return words.format(Math.trunc(distance / hour), "hour");
  if (size < 30 * day) return words.format(Math.trunc(distance / day), "day");
  if (size < 365 * day) return words.format(Math.trunc(distance / (30 * day)), "month");
  return words.format(Math.trunc(distance / (365 * day)), "year");
}

function longDate(date: Date, language: Language, timeZone: string): string {
  if (language === "en") {
    return new Intl.DateTimeFormat("en", {
      timeZone,
      weekday: "short",
      year: "numeric",
      month: "short",
      day: "numeric",
    }).format(date);
  }
  const part = Object.fromEntries(
    new Intl.DateTimeFormat("ko", {
      timeZone,
      weekday: "short",
      year: "numeric",
      month: "numeric",
      day: "numeric",
    })
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  );
  return `${part.year}년 ${part.month}월 ${part.day}일 (${part.weekday})`;
}

function longTime(date: Date, language: Language, timeZone: string): string {
  return language === "ko"
    ? wallTime(date, timeZone).slice(11, 16)
    : new Intl.DateTimeFormat("en", { timeZone, hour: "numeric", minute: "2-digit" }).format(date);
}

type DurationPart = readonly [amount: number, unit: "day" | "hour" | "minute" | "second"];

/** What is none of a unit is left out; of nothing at all the last unit is said. */
function inUnits(parts: readonly DurationPart[], language: Language): string {
  const shown = parts.filter(([amount]) => amount > 0);
  return (shown.length > 0 ? shown : parts.slice(-1))
    .map(([amount, unit]) =>
      new Intl.NumberFormat(language, {
        style: "unit",
        unit,
        unitDisplay: language === "ko" ? "long" : "narrow",
      }).format(amount),
    )
    .join(" ");
}

function duration(milliseconds: number, language: Language): string {
  const minutes = Math.max(0, Math.round(milliseconds / minute));
  const days = Math.floor(minutes / 1440);
  return inUnits(
    [
      [days, "day"],
      [Math.floor((minutes % 1440) / 60), "hour"],
      [minutes % 60, "minute"],
    ],
    language,
  );
}

function countdown(milliseconds: number, roundTheClock: boolean, language: Language): string {
  const seconds = Math.floor(Math.max(0, milliseconds) / 1_000);
  const [days, hours, minutes] = [86_400, 3_600, 60].map((size) => Math.floor(seconds / size)) as [
    number,
    number,
    number,
  ];
  const parts: DurationPart[] =
    roundTheClock && days > 0
      ? [
          [days, "day"],
          [hours % 24, "hour"],
        ]
      : hours > 0
        ? [
            [hours, "hour"],
            [minutes % 60, "minute"],
          ]
        : [
            [minutes, "minute"],
            [seconds % 60, "second"],
          ];
  return inUnits(parts, language);
}

function fileSize(bytes: number, language: Language): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const power = Math.min(units.length - 1, bytes === 0 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: units[power],
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}

export interface Formats {
  language: Language;
  timeZone: string;
  /** `2026년 11월 21일 (토) 15:04` · `Sat, Nov 21, 2026, 3:04 PM` */
  dateTime(instant: string | Date): string;
  /** `2026-11-21 15:04`, for tables */
  shortDateTime(instant: string | Date): string;
  /** `2026년 11월 21일 (토)`, of a calendar date `2026-11-21` (no zone) or of an instant */
  date(date: string | Date): string;
  /** `3시간 전`, `in 2 days` */
  relative(instant: string | Date, now?: Date): string;
  /** `1일 7시간 20분`, `1d 7h 20m` */
  duration(milliseconds: number): string;
  /**
   * What is left of a clock, in the two units that matter: `1일 7시간`, `2h 5m`, `4m 30s`. A day is one of 24 hours, so
   * hours of a calendar that closes are never summed up to days.
   */
  countdown(milliseconds: number, roundTheClock?: boolean): string;
  number(value: number): string;
  fileSize(bytes: number): string;
}

export function formatsIn(language: Language, timeZone: string): Formats {
  return {
    language,
    timeZone,
    dateTime: (instant) => {
      const date = new Date(instant);
      const separator = language === "ko" ? " " : ", ";
      return longDate(date, language, timeZone) + separator + longTime(date, language, timeZone);
    },
    shortDateTime: (instant) => wallTime(new Date(instant), timeZone).slice(0, 16),
    date: (date) =>
      typeof date === "string" && date.length === 10
        ? longDate(new Date(`${date}T12:00:00Z`), language, "UTC")
        : longDate(new Date(date), language, timeZone),
    relative: (instant, now = new Date()) => relative(new Date(instant), now, language),
    duration: (milliseconds) => duration(milliseconds, language),
    countdown: (milliseconds, roundTheClock = false) => countdown(milliseconds, roundTheClock, language),
    number: (value) => new Intl.NumberFormat(language).format(value),
    fileSize: (bytes) => fileSize(bytes, language),
  };
}

/** Dates, numbers and sizes as the person reads them. */
export function useFormats(): Formats {
  const { i18n } = useLingui();
  const timeZone = use(TimeZoneContext);
  return useMemo(
    () => formatsIn(isLanguage(i18n.locale) ? i18n.locale : "en", timeZone),
    [i18n.locale, timeZone],
  );
}
