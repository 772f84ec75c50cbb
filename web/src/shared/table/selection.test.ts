import { countSelected, everythingSelected, isSelected, nothingSelected, withRows } from "./selection";

test("rows are chosen and let go of one by one", () => {
  const two = withRows(nothingSelected, ["a", "b"], true);
  expect(isSelected(two, "a")).toBe(true);
  expect(countSelected(two, 10)).toBe(2);
  expect(countSelected(withRows(two, ["a"], false), undefined)).toBe(1);
});

test("of everything single rows are taken out and put back, also those that were never shown", () => {
  const but = withRows(everythingSelected, ["a"], false);
  expect([isSelected(but, "a"), isSelected(but, "z")]).toEqual([false, true]);
  expect(countSelected(but, 12_345)).toBe(12_344);
  expect(countSelected(but, undefined)).toBeUndefined();
  expect(countSelected(withRows(but, ["a"], true), 12_345)).toBe(12_345);
});
