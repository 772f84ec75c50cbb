import { holds, seen, shownColumns } from "./columns";

const columns = [
  { name: "Open", category: "new" as const, statuses: [1, 5], count: 3 },
  { name: "Review", category: "active" as const, statuses: [2], count: 0 },
  { name: "In progress", category: "active" as const, statuses: [3], count: 4 },
];

test("the statuses of a category are one column with all their tickets", () => {
  const [first, second, ...others] = shownColumns(columns, "category");
  expect(others).toEqual([]);
  expect(first).toMatchObject({ category: "new", statuses: [1, 5], count: 3 });
  expect(second).toMatchObject({ category: "active", statuses: [2, 3], count: 4 });
  expect([holds(second!, "in progress "), holds(second!, "Open")]).toEqual([true, false]);
});

test("a board of few statuses shows each, one of many the categories, and no empty column of many", () => {
  expect(seen(columns, {})).toEqual({ columns: "status", empty: "shown" });
  expect(seen(columns, {}, true)).toEqual({ columns: "status", empty: "hidden" });
  const lots = Array.from({ length: 30 }, (_, at) => ({ ...columns[0]!, name: `Status ${at}` }));
  expect(seen(lots, {})).toEqual({ columns: "category", empty: "shown" });
  expect(seen(lots, { columns: "status" })).toEqual({ columns: "status", empty: "hidden" });
});
