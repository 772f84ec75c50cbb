type Cell = string | number | null | undefined;

/** A table as a file for spreadsheets, which know UTF-8 by its mark and must not take a text for a formula. */
export function csvOf(rows: ReadonlyArray<readonly Cell[]>): string {
  return "\ufeff" + rows.map((row) => row.map(written).join(",") + "\r\n").join("");
}

function written(cell: Cell): string {
  if (cell == null) return "";
  if (typeof cell === "number") return String(cell);
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Hands a file to the browser. */
export function save(csv: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
