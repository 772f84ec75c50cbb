import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import type { CalendarContent, CalendarDay } from "./content";

export type Calendar = Schemas["CalendarResource"];
export type CalendarVersion = Schemas["CalendarVersionResource"];
export type HolidaySet = Schemas["HolidaySetResource"];
export type CalendarAnswer = Schemas["CalendarAnswer"];

const desk = (deskKey: string | null) => (deskKey === null ? {} : { desk: deskKey });

export const calendarQueries = {
  all: ["administration", "calendars"] as const,
  /** @param deskKey null for those of the installation */
  list: (deskKey: string | null) =>
    queryOptions<Calendar[]>({
      queryKey: [...calendarQueries.all, "list", deskKey],
      queryFn: () => answer(api.GET("/api/calendars", { params: { query: desk(deskKey) } })),
    }),
  detail: (id: number) =>
    queryOptions<Calendar>({
      queryKey: [...calendarQueries.all, id],
      queryFn: () => answer(api.GET("/api/calendars/{id}", { params: { path: { id } } })),
    }),
  versions: (id: number) =>
    queryOptions<CalendarVersion[]>({
      queryKey: [...calendarQueries.all, id, "versions"],
      queryFn: () => answer(api.GET("/api/calendars/{id}/versions", { params: { path: { id } } })),
    }),
  version: (id: number, number: number) =>
    queryOptions<CalendarContent>({
      queryKey: [...calendarQueries.all, id, "versions", number],
      // What was published stays as it was.
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: () =>
        answer(api.GET("/api/calendars/{id}/versions/{number}", { params: { path: { id, number } } })),
    }),
  year: (deskKey: string | null, content: CalendarContent, year: number) =>
    queryOptions<CalendarDay[]>({
      queryKey: [...calendarQueries.all, "year", deskKey, content, year],
      placeholderData: keepPreviousData,
      retry: false,
      queryFn: () => answer(api.POST("/api/calendars/year-preview", { body: { deskKey, content, year } })),
    }),
  calculation: (
    deskKey: string | null,
    content: CalendarContent,
    from: string,
    until: { milliseconds: number } | { to: string },
  ) =>
    queryOptions<CalendarAnswer>({
      queryKey: [...calendarQueries.all, "calculation", deskKey, content, from, until],
      placeholderData: keepPreviousData,
      retry: false,
      queryFn: () =>
        answer(
          api.POST("/api/calendars/calculate", {
            body: { calendarId: null, deskKey, content, from, milliseconds: null, to: null, ...until },
          }),
        ),
    }),
};

export const holidaySetQueries = {
  all: ["administration", "holiday sets"] as const,
  /** Those that were read from iCalendar. */
  read: (deskKey: string | null) =>
    queryOptions<HolidaySet[]>({
      queryKey: [...holidaySetQueries.all, deskKey, "read"],
      queryFn: () => answer(api.GET("/api/holiday-sets", { params: { query: desk(deskKey) } })),
    }),
  found: (deskKey: string | null, query: string) =>
    queryOptions<HolidaySet[]>({
      queryKey: [...holidaySetQueries.all, deskKey, "query", query],
      placeholderData: keepPreviousData,
      queryFn: () => answer(api.GET("/api/holiday-sets", { params: { query: { ...desk(deskKey), query } } })),
    }),
  named: (deskKey: string | null, keys: readonly string[]) =>
    queryOptions<HolidaySet[]>({
      queryKey: [...holidaySetQueries.all, deskKey, "keys", keys],
      placeholderData: keepPreviousData,
      enabled: keys.length > 0,
      queryFn: () =>
        answer(api.GET("/api/holiday-sets", { params: { query: { ...desk(deskKey), key: [...keys] } } })),
    }),
};
