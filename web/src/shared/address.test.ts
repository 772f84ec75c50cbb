import { address, either, flag, number, oneOf, text } from "./address";

const read = address({
  q: text,
  page: number,
  sent: flag,
  state: oneOf("open", "done"),
  field: either(number, oneOf("new")),
});

test("what an address says is read by name", () => {
  const said = { q: "프린터", page: 2, sent: true, state: "done", field: "new" };
  expect(read(said)).toEqual(said);
  expect(read({ field: 7 })).toEqual({ field: 7 });
});

test("digits that are searched for stay words", () => {
  expect(read({ q: 404 })).toEqual({ q: "404" });
});

test("what is unknown or makes no sense is left out, and the rest holds", () => {
  expect(read({ q: ["x"], page: "two", sent: 1, state: "burning", other: "x" })).toEqual({});
  expect(read({ state: "burning", page: 3 })).toEqual({ page: 3 });
});
