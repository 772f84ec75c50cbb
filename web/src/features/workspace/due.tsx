import { useLingui } from "@lingui/react/macro";
import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { createContext, use } from "react";
import { answer, api } from "@/shared/api/client";
import { useFormats } from "@/shared/i18n/formats";
import type { Reading } from "./clock";
import { read, roundTheClock, untilNextTurn } from "./clock";
import classes from "./due.module.css";
import { ClockMark, toneOf, useClockWord } from "./ticket/clock-mark";
import type { SlaClock, TicketRow } from "./tickets";
import { useNow } from "./use-now";

/** Some tickets in the order of a query; more are looked for where they were found. */
export const firstFound = (query: string, limit: number) =>
  queryOptions({
    queryKey: ["found", query, `first ${limit}`],
    queryFn: async ({ signal }): Promise<TicketRow[]> =>
      (await answer(api.POST("/api/queries/page", { body: { query, limit }, signal }))).items,
    retry: false,
  });

const dueClocks = (keys: readonly string[]) =>
  queryOptions({
    queryKey: ["found", keys.join(","), "clocks"],
    enabled: keys.length > 0,
    queryFn: async ({ signal }) =>
      answer(api.GET("/api/sla/clocks", { params: { query: { key: [...keys] } }, signal })),
    // What clocks show is counted here; the server is asked again when that turns into something else.
    refetchInterval: ({ state }) => untilNextTurn(state.data?.map(({ clock }) => clock) ?? []),
  });

interface Due {
  clock: SlaClock;
  reading: Reading;
}

const DueContext = createContext<ReadonlyMap<string, Due>>(new Map());

/** Reads the clocks of some tickets, every second, for those within who show them. */
export function DueClocks({ keys, children }: { keys: readonly string[]; children: ReactNode }) {
  const { data = [], dataUpdatedAt } = useQuery(dueClocks(keys));
  const now = useNow(data.length > 0);
  // How long ago the server said so, by the reader's own clock, which may go wrong.
  const since = Math.max(0, now - dataUpdatedAt);
  const first = new Map<string, Due>();
  for (const { key, clock } of data)
    if (!first.has(key)) first.set(key, { clock, reading: read(clock, Date.parse(clock.asOf) + since) });
  return <DueContext value={first}>{children}</DueContext>;
}

/** Of a ticket within {@link DueClocks} the clock that is due first. */
export function useDue(ticketKey: string): Due | undefined {
  return use(DueContext).get(ticketKey);
}

/** What is left of the promise that is due first, or how much it is over: by colour, shape and word. */
export function DueCell({ ticketKey }: { ticketKey: string }) {
  const { t } = useLingui();
  const formats = useFormats();
  const wordOf = useClockWord();
  const due = useDue(ticketKey);
  if (!due) return <span aria-hidden>–</span>;
  const { clock, reading } = due;
  const amount = formats.countdown(Math.abs(reading.remaining ?? 0), roundTheClock(clock));
  return (
    <span
      className={classes.due}
      data-tone={toneOf(reading)}
      title={`${clock.policy} · ${wordOf(reading)}${clock.dueAt ? ` · ${formats.dateTime(clock.dueAt)}` : ""}`}
    >
      <ClockMark reading={reading} />
      {reading.breached ? t`${amount} over` : t`${amount} left`}
    </span>
  );
}
