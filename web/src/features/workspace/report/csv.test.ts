import { expect, it } from "vitest";
import { csvOf } from "./csv";

it("writes a table that no spreadsheet takes for formulas", () => {
  expect(
    csvOf([
      ["정책", "Met", "Share"],
      ['He said "no", twice', 3, null],
      ["=1+1", -2, 0.5],
    ]),
  ).toBe('\ufeff정책,Met,Share\r\n"He said ""no"", twice",3,\r\n\'=1+1,-2,0.5\r\n');
});
