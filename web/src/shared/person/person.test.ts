import { initialsOf } from "./person";

test("Korean names are told apart by the given name, others by first letters", () => {
  expect(initialsOf("홍길동")).toBe("길동");
  expect(initialsOf("Grace Hopper")).toBe("GH");
  expect(initialsOf("Madonna")).toBe("M");
  expect(initialsOf("😀")).toBe("😀");
  expect(initialsOf("  ")).toBe("?");
});
