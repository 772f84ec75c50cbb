import type { QueryClient } from "@tanstack/react-query";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { api } from "@/shared/api/client";
import { toast } from "@/shared/feedback/toast";
import { useLiveQueries } from "@/shared/live/live";
import { chatQueries } from "./chats";

const stored = "maru.chats.attending";
// The server forgets it after ninety seconds.
const saidEvery = 30_000;
const listeners = new Set<() => void>();

function read(): string {
  try {
    return localStorage.getItem(stored) ?? "";
  } catch {
    return "";
  }
}

let attending = read();

/** For which desks this browser says that one is there. */
export function useAttending(): string[] {
  const keys = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => attending,
  );
  return keys === "" ? [] : keys.split(",");
}

function keep(deskKeys: string): void {
  attending = deskKeys;
  try {
    localStorage.setItem(stored, deskKeys);
  } catch {
    // It lasts as long as the page then.
  }
  listeners.forEach((listener) => listener());
}

/** Says so at once, and takes it back when the server does not take it. */
export async function attend(client: QueryClient, deskKeys: readonly string[]): Promise<void> {
  const before = attending;
  keep([...deskKeys].sort().join(","));
  try {
    await api.PUT("/api/chats/attendance", { body: { deskKeys: [...deskKeys] } });
    await client.invalidateQueries({ queryKey: chatQueries.desk.queryKey });
  } catch (failure) {
    keep(before);
    toast.failed(failure);
  }
}

/** Goes on saying that one is there, on whichever page of the workspace; and hears of chats that begin. */
export function useAttendance(): void {
  const client = useQueryClient();
  const keys = useAttending().join(",");
  useLiveQueries(() => [chatQueries.desk.queryKey]);
  useEffect(() => {
    if (keys === "") return;
    const say = () =>
      void api.PUT("/api/chats/attendance", { body: { deskKeys: keys.split(",") } }).catch(() => {
        // Said again soon; a desk that one has left is forgotten when the page of chats is opened.
      });
    say();
    const saying = setInterval(say, saidEvery);
    return () => clearInterval(saying);
  }, [keys, client]);
}
