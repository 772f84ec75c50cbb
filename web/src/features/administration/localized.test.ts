import { deskKeyFrom, inLanguage, keyFrom } from "./localized";

test("a desk's key begins with what its name suggests", () => {
  expect(["IT support", "Human resources", "Legal", "인사 지원", "Facilities"].map(deskKeyFrom)).toEqual([
    "IT",
    "HR",
    "LEGAL",
    "",
    "FACILITIES",
  ]);
});

test("a key is made of the letters and digits of a name", () => {
  expect(["Cost centre", "2nd monitor?", "Café", "기종"].map(keyFrom)).toEqual([
    "cost_centre",
    "nd_monitor",
    "cafe",
    "",
  ]);
});

test("a text falls back to the other language", () => {
  expect(inLanguage({ ko: "장비", en: null }, "en")).toBe("장비");
  expect(inLanguage({}, "ko")).toBe("");
});
