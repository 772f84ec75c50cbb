import { describe, expect, it } from "vitest";
import { nameOf, periodOf, periods } from "./periods";

describe("periods", () => {
  it("begin with a month and end today, or with the month before", () => {
    expect(periodOf("this-month", "2026-03-31")).toEqual({ from: "2026-03-01", to: "2026-03-31" });
    expect(periodOf("last-month", "2026-03-31")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
    expect(periodOf("three-months", "2026-01-05")).toEqual({ from: "2025-11-01", to: "2026-01-05" });
    expect(periodOf("three-years", "2026-11-23")).toEqual({ from: "2023-12-01", to: "2026-11-23" });
  });

  it("are known again by their days", () => {
    for (const name of periods) expect(nameOf(periodOf(name, "2026-11-23"), "2026-11-23")).toBe(name);
    expect(nameOf({ from: "2026-11-02", to: "2026-11-23" }, "2026-11-23")).toBeNull();
  });
});
