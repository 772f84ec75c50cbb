import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { sessionQuery } from "../session/session";

const pauseBeforeKeeping = 400;
const keptFor = 30 * 86_400_000;

interface Stored<Value> {
  at: number;
  value: Value;
}

function read<Value>(name: string): Value | null {
  try {
    const stored = JSON.parse(localStorage.getItem(name) ?? "null") as Stored<Value> | null;
    if (!stored) return null;
    if (Date.now() - stored.at < keptFor) return stored.value;
    localStorage.removeItem(name);
  } catch {
    // Storage switched off, or something else wrote there: as if there were no draft.
  }
  return null;
}

export interface Draft<Value> {
  /** What was found when the page was opened. */
  found: Value | null;
  keep: (value: Value) => void;
  discard: () => void;
}

/**
 * Keeps what somebody types on this device, per person and name, so that it survives a reload, an ended session or a
 * closed tab. Without a name it does nothing.
 */
export function useDraft<Value>(key: string | undefined): Draft<Value> {
  const client = useQueryClient();
  const person = client.getQueryData(sessionQuery.queryKey)?.person.id ?? "guest";
  const name = key === undefined ? null : `maru.draft.${person}.${key}`;
  const [found] = useState(() => (name ? read<Value>(name) : null));
  const pending = useRef<{ name: string; value: Value; timer: ReturnType<typeof setTimeout> } | null>(null);

  const flush = useCallback(() => {
    const due = pending.current;
    if (!due) return;
    pending.current = null;
    clearTimeout(due.timer);
    try {
      localStorage.setItem(
        due.name,
        JSON.stringify({ at: Date.now(), value: due.value } satisfies Stored<Value>),
      );
    } catch {
      // The storage is full or switched off; the page itself still holds the text.
    }
  }, []);

  const keep = useCallback(
    (value: Value) => {
      if (!name) return;
      if (pending.current) clearTimeout(pending.current.timer);
      pending.current = { name, value, timer: setTimeout(flush, pauseBeforeKeeping) };
    },
    [name, flush],
  );

  const discard = useCallback(() => {
    if (pending.current) clearTimeout(pending.current.timer);
    pending.current = null;
    if (!name) return;
    try {
      localStorage.removeItem(name);
    } catch {
      // Nothing was kept then.
    }
  }, [name]);

  useEffect(() => {
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [flush]);

  return { found, keep, discard };
}
