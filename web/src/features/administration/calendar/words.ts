import type { MessageDescriptor } from "@lingui/core";
import type { Language } from "@/shared/i18n/language";
import { msg } from "@lingui/core/macro";
import type { CalendarDay, Weekday } from "./content";
import { weekdays } from "./content";

// 1 January 2024 was a Monday.
const dateOf = (day: Weekday) => new Date(Date.UTC(2024, 0, 1 + weekdays.indexOf(day)));

export function weekdayName(day: Weekday, language: Language, style: "long" | "short" | "narrow" = "long") {
  return new Intl.DateTimeFormat(language, { weekday: style, timeZone: "UTC" }).format(dateOf(day));
}

export function monthName(year: number, month: number, language: Language) {
  return new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" }).format(
    new Date(Date.UTC(year, month, 1)),
  );
}

/** What a day looks like: colour and mark say the same. */
export type DayLook = "open" | "part" | "closed" | "holiday" | "opened";

export function lookOf({ state, reasons }: CalendarDay): DayLook {
  if (state === "part") return "part";
  const opening = reasons.some(({ kind }) => kind === "opening");
  if (state === "open") return opening ? "opened" : "open";
  return reasons.some(({ kind }) => kind === "holiday" || kind === "closure") ? "holiday" : "closed";
}

export const looks: Record<DayLook, MessageDescriptor> = {
  open: msg({ message: "Open", context: "calendar day" }),
  part: msg({ message: "Partly open", context: "calendar day" }),
  closed: msg({ message: "Closed", context: "calendar day" }),
  holiday: msg({ message: "Holiday or closure", context: "calendar day" }),
  opened: msg({ message: "Opened in addition", context: "calendar day" }),
};

export const reasonWords: Record<CalendarDay["reasons"][number]["kind"], MessageDescriptor> = {
  holiday: msg({ message: "Holiday", context: "calendar day" }),
  worked_holiday: msg({ message: "Holiday, worked", context: "calendar day" }),
  closure: msg({ message: "Closure", context: "calendar day" }),
  opening: msg({ message: "Opening", context: "calendar day" }),
};

export const openHours = ({ open }: CalendarDay) => open.map(({ from, to }) => `${from}–${to}`).join(", ");
