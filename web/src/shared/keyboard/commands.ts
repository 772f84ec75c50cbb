import type { ReactNode } from "react";
import { useEffect, useRef, useSyncExternalStore } from "react";

export interface Command {
  id: string;
  label: string;
  description?: string;
  icon?: ReactNode;
  group?: string;
  /** Further words under which it is found. */
  keywords?: string;
  run: () => void;
}

/** Finds commands for what was typed, such as the tickets that match; for nothing typed yet what is likely wanted. */
export type CommandSource = (query: string) => Promise<Command[]>;

interface Contributed {
  commands: readonly Command[];
  sources: readonly CommandSource[];
}

let contributed: Contributed = { commands: [], sources: [] };
const listeners = new Set<() => void>();

function change(next: Contributed): void {
  contributed = next;
  listeners.forEach((listener) => listener());
}

/** Offers commands in the palette while the component is shown. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const signature = commands.map(({ id, label }) => `${id} ${label}`).join("\n");
  useEffect(() => {
    const mine = latest.current.map((command) => ({
      ...command,
      run: () => latest.current.find(({ id }) => id === command.id)?.run(),
    }));
    change({ ...contributed, commands: [...contributed.commands, ...mine] });
    return () =>
      change({ ...contributed, commands: contributed.commands.filter((command) => !mine.includes(command)) });
  }, [signature]);
}

/** Offers what a search finds in the palette while the component is shown. */
export function useCommandSource(source: CommandSource): void {
  const latest = useRef(source);
  useEffect(() => {
    latest.current = source;
  });
  useEffect(() => {
    const mine: CommandSource = (query) => latest.current(query);
    change({ ...contributed, sources: [...contributed.sources, mine] });
    return () => change({ ...contributed, sources: contributed.sources.filter((known) => known !== mine) });
  }, []);
}

export function useContributedCommands(): Contributed {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => contributed,
  );
}
