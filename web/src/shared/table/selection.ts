import { useState } from "react";

/** Rows that are chosen: these, or all that there are but these. */
export interface Selection {
  all: boolean;
  keys: ReadonlySet<string>;
}

export const nothingSelected: Selection = { all: false, keys: new Set() };

export const everythingSelected: Selection = { all: true, keys: new Set() };

export function isSelected({ all, keys }: Selection, key: string): boolean {
  return keys.has(key) !== all;
}

/** The selection with these rows chosen, or not. */
export function withRows(selection: Selection, rows: Iterable<string>, chosen: boolean): Selection {
  const keys = new Set(selection.keys);
  for (const key of rows) {
    if (chosen !== selection.all) keys.add(key);
    else keys.delete(key);
  }
  return { ...selection, keys };
}

/** How many rows are chosen of so many in all; undefined where that number is not known. */
export function countSelected({ all, keys }: Selection, total: number | undefined): number | undefined {
  if (!all) return keys.size;
  return total === undefined ? undefined : Math.max(0, total - keys.size);
}

export interface Selecting {
  selection: Selection;
  select: (selection: Selection) => void;
}

/** What is chosen of a list; another list, such as that of another query, begins with nothing. */
export function useSelection(list: string): Selecting {
  const [chosen, setChosen] = useState({ list, selection: nothingSelected });
  return {
    selection: chosen.list === list ? chosen.selection : nothingSelected,
    select: (selection) => setChosen({ list, selection }),
  };
}
