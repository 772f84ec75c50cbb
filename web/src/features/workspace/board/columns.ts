import { oneOf } from "@/shared/address";
import type { BoardColumn } from "./queries";

/** How a board is looked at: what the address says of it. */
export const boardSchema = {
  columns: oneOf("status", "category"),
  empty: oneOf("shown", "hidden"),
};

export interface BoardView {
  columns?: "status" | "category";
  empty?: "shown" | "hidden";
}

/** What stands in one column: the tickets of one status, or of several. */
export interface ShownColumn extends BoardColumn {
  /** Of the statuses whose tickets it holds. */
  names: readonly string[];
}

/** More columns than these are too many to look over. */
const many = 12;

/**
 * How a board is seen: as it was chosen, else so that it can be looked over.
 *
 * @param narrow whether there is room for one column at a time
 */
export function seen(columns: readonly BoardColumn[], view: BoardView, narrow = false): Required<BoardView> {
  const few = columns.length <= many;
  const by = view.columns ?? (few ? "status" : "category");
  return { columns: by, empty: view.empty ?? ((few || by === "category") && !narrow ? "shown" : "hidden") };
}

/** Statuses of different workflows are one column when they are called the same. */
export const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

export const holds = ({ names }: ShownColumn, status: string) => names.some((name) => same(name, status));

/** A column for each status, or for all of a category. */
export function shownColumns(columns: readonly BoardColumn[], by: "status" | "category"): ShownColumn[] {
  const shown = new Map<string, ShownColumn>();
  for (const column of columns) {
    const key = by === "category" ? column.category : column.name;
    const known = shown.get(key);
    shown.set(key, {
      ...column,
      name: known?.name ?? column.name,
      names: [...(known?.names ?? []), column.name],
      statuses: [...(known?.statuses ?? []), ...column.statuses],
      count: (known?.count ?? 0) + column.count,
    });
  }
  return [...shown.values()];
}
