import type { QueryKey } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

/** A ticket was created, changed or commented on by anybody. */
export interface TicketEvent {
  key: string;
  deskKey: string;
  version: number;
  kind: "created" | "changed" | "commented";
}

type Concern = (event: TicketEvent) => readonly QueryKey[];

const concerns = new Set<Concern>();
const gatherFor = 250;
const longestPause = 30_000;

/** Names the queries that an event makes stale; they are fetched again if they are on the screen. */
export function useLiveQueries(concern: Concern): void {
  const latest = useRef(concern);
  useEffect(() => {
    latest.current = concern;
  });
  useEffect(() => {
    const mine: Concern = (event) => latest.current(event);
    concerns.add(mine);
    return () => {
      concerns.delete(mine);
    };
  }, []);
}

/** Listens to the server's live updates. Mounted once, where a session is. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => {
    let source: EventSource | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let missedSome = false;
    const stale = new Map<string, QueryKey>();

    function refresh(): void {
      gathering = undefined;
      for (const queryKey of stale.values()) void client.invalidateQueries({ queryKey });
      stale.clear();
    }

    function onTicket(message: MessageEvent<string>): void {
      const event = JSON.parse(message.data) as TicketEvent;
      for (const concern of concerns) for (const key of concern(event)) stale.set(JSON.stringify(key), key);
      // Many changes at once become one round of requests.
      if (stale.size > 0) gathering ??= setTimeout(refresh, gatherFor);
    }

    function connect(): void {
      source = new EventSource("/api/live");
      source.addEventListener("ticket", onTicket);
      source.onopen = () => {
        failures = 0;
        // Events of the time without a connection are not sent again.
        if (missedSome) void client.invalidateQueries();
        missedSome = false;
      };
      source.onerror = () => {
        missedSome = true;
        // The browser tries again by itself unless the server refused; then we do, ever more slowly.
        if (source?.readyState !== EventSource.CLOSED) return;
        const pause = Math.min(longestPause, 1_000 * 2 ** failures++) * (0.75 + Math.random() / 2);
        retry = setTimeout(connect, pause);
      };
    }

    connect();
    return () => {
      source?.close();
      clearTimeout(retry);
      clearTimeout(gathering);
    };
  }, [client]);
}
