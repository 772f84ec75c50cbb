import type { QueryKey } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { notificationQueries } from "../notification/notifications";

/** A ticket was created, changed or commented on by anybody; or time alone has changed what is told of a desk’s tickets: `due`, without a key. */
export interface TicketEvent {
  key: string;
  deskKey: string;
  version: number;
  kind: "created" | "changed" | "commented" | "due";
}

type Listener = (events: readonly TicketEvent[]) => void;

const listeners = new Set<Listener>();
const gatherFor = 250;
// A busy desk changes several times a second; nobody reads that fast, and every round asks the server.
const betweenRounds = 2_000;
const longestPause = 30_000;

/** Tells what happened since the last time: many changes at once are one round. */
export function useTicketEvents(listener: Listener): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    const mine: Listener = (events) => latest.current(events);
    listeners.add(mine);
    return () => {
      listeners.delete(mine);
    };
  }, []);
}

/** Names the queries that an event makes stale; they are fetched again if they are on the screen. */
export function useLiveQueries(concern: (event: TicketEvent) => readonly QueryKey[]): void {
  const client = useQueryClient();
  useTicketEvents((events) => {
    const stale = new Map(events.flatMap(concern).map((queryKey) => [JSON.stringify(queryKey), queryKey]));
    for (const queryKey of stale.values()) void client.invalidateQueries({ queryKey });
  });
}

const browsersOwn = (address: string) => new EventSource(address);

/**
 * Listens to the server's live updates. Mounted once, where a session is.
 *
 * @param listen what listens, where it cannot be the browser; the same at each rendering
 */
export function useLiveUpdates(listen: (address: string) => EventSource = browsersOwn): void {
  const client = useQueryClient();
  useEffect(() => {
    let source: EventSource | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let missedSome = false;
    let events: TicketEvent[] = [];
    let lastRound = -betweenRounds;

    function tell(): void {
      gathering = undefined;
      lastRound = performance.now();
      const round = events;
      events = [];
      listeners.forEach((listener) => listener(round));
    }

    function onDue(message: MessageEvent<string>): void {
      const { deskKey } = JSON.parse(message.data) as Pick<TicketEvent, "deskKey">;
      happened({ key: "", deskKey, version: 0, kind: "due" });
    }

    function onTicket(message: MessageEvent<string>): void {
      happened(JSON.parse(message.data) as TicketEvent);
    }

    function happened(event: TicketEvent): void {
      events.push(event);
      gathering ??= setTimeout(tell, Math.max(gatherFor, lastRound + betweenRounds - performance.now()));
    }

    function connect(): void {
      source = listen("/api/live");
      source.addEventListener("ticket", onTicket);
      source.addEventListener("due", onDue);
      source.addEventListener(
        "notification",
        () => void client.invalidateQueries({ queryKey: notificationQueries.all }),
      );
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
  }, [client, listen]);
}
