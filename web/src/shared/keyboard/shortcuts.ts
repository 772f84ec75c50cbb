import { useEffect, useRef, useSyncExternalStore } from "react";

export interface Shortcut {
  /** One key as typed (`j`, `?`, `/`), or with the command key: `mod+k` (Ctrl, ⌘ on a Mac). */
  keys: string;
  /** What it does, for the help sheet. */
  label: string;
  /** Heading in the help sheet. */
  group: string;
  run: () => void;
  /** Not listed in the help sheet. */
  hidden?: boolean;
}

let active: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Shortcut[]): void {
  active = next;
  listeners.forEach((listener) => listener());
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=textbox], [role=combobox]"))
  );
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const command = event.ctrlKey || event.metaKey;
  if (!command && isTyping(event.target)) return;
  // A dialog owns the keyboard while it is open.
  if (!command && document.querySelector('[role="dialog"][aria-modal="true"]')) return;
  // With the Korean keyboard on, event.key is a jamo; the physical key still says which shortcut is meant.
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
  const typed = letter ?? event.key;
  const keys = command ? `mod+${typed}` : typed;
  const shortcut = [...active].reverse().find((candidate) => candidate.keys === keys);
  if (!shortcut || (letter && event.shiftKey)) return;
  event.preventDefault();
  shortcut.run();
}

/** Makes these keys work while the component is shown. A later registration of the same key wins. */
export function useShortcuts(shortcuts: readonly Shortcut[], enabled = true): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  const signature = shortcuts.map(({ keys, label }) => `${keys} ${label}`).join("\n");
  useEffect(() => {
    if (!enabled) return;
    const mine = latest.current.map((shortcut, position) => ({
      ...shortcut,
      run: () => latest.current[position]?.run(),
    }));
    if (active.length === 0) document.addEventListener("keydown", onKeyDown);
    change([...active, ...mine]);
    return () => {
      change(active.filter((shortcut) => !mine.includes(shortcut)));
      if (active.length === 0) document.removeEventListener("keydown", onKeyDown);
    };
  }, [signature, enabled]);
}

export function useActiveShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => active,
  );
}
