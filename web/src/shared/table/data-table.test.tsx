import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { renderInApp } from "@/testing/render";
import type { Sort } from "./data-table";
import { columnsOf, DataTable } from "./data-table";

interface Line {
  key: string;
  summary: string;
}

const column = columnsOf<Line>();
const columns = column.columns([
  column.accessor("key", { header: "Key", meta: { sortKey: "created" } }),
  column.accessor("summary", { header: "Summary" }),
]);
const rows: Line[] = [
  { key: "IT-1", summary: "Printer" },
  { key: "IT-2", summary: "Laptop" },
];
const rowKey = (row: Line) => row.key;

function SortedTable({ onSort }: { onSort: (sort: Sort) => void }) {
  const [sort, setSort] = useState<Sort>();
  return (
    <DataTable
      label="Tickets"
      columns={columns}
      rows={rows}
      rowKey={rowKey}
      sort={sort}
      onSort={(next) => {
        setSort(next);
        onSort(next);
      }}
      empty="Nothing"
    />
  );
}

test("a column that sorts says how it is sorted and asks for the other way", async () => {
  const onSort = vi.fn();
  await renderInApp(<SortedTable onSort={onSort} />);
  const header = screen.getByRole("columnheader", { name: "Key" });
  expect(header).toHaveAttribute("aria-sort", "none");
  await userEvent.click(within(header).getByRole("button"));
  expect(header).toHaveAttribute("aria-sort", "descending");
  await userEvent.click(within(header).getByRole("button"));
  expect(onSort).toHaveBeenLastCalledWith({ key: "created", direction: "asc" });
  expect(screen.getByRole("columnheader", { name: "Summary" })).not.toHaveAttribute("aria-sort");
});

test("j and k walk through the rows and Enter opens one", async () => {
  const onOpen = vi.fn();
  await renderInApp(
    <DataTable
      label="Tickets"
      columns={columns}
      rows={rows}
      rowKey={rowKey}
      onOpen={onOpen}
      empty="Nothing"
    />,
  );
  await userEvent.keyboard("jjk");
  expect(screen.getByText("IT-1").closest("tr")).toHaveFocus();
  await userEvent.keyboard("j{Enter}");
  expect(onOpen).toHaveBeenCalledExactlyOnceWith(rows[1]);
});

test("an empty list teaches, a failed one can be tried again, a coming one says so", async () => {
  const onRetry = vi.fn();
  const common = { label: "Tickets", columns, rowKey, empty: "All done" };
  const empty = await renderInApp(<DataTable {...common} rows={[]} />);
  expect(screen.getByText("All done")).toBeVisible();
  empty.unmount();
  const failed = await renderInApp(
    <DataTable {...common} rows={undefined} failure={new Error("x")} onRetry={onRetry} />,
  );
  await userEvent.click(within(screen.getByRole("alert")).getByRole("button"));
  expect(onRetry).toHaveBeenCalledOnce();
  failed.unmount();
  await renderInApp(<DataTable {...common} rows={undefined} />);
  expect(screen.getByRole("table")).toHaveAttribute("aria-busy", "true");
});
