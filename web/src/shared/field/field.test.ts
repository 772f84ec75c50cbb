import type { FormField } from "./field";
import { dateBound, fieldProblems, initialValues, wireValues } from "./field";

const field = (changes: Partial<FormField> & Pick<FormField, "key" | "type">): FormField => ({
  label: changes.key,
  required: false,
  ...changes,
});

test("a form starts with its defaults and empty values of the right kind", () => {
  const fields = [
    field({ key: "summary", type: "short_text" }),
    field({ key: "systems", type: "multi_choice", defaultValue: ["erp"] }),
    field({ key: "priority", type: "priority" }),
    field({ key: "agree", type: "checkbox" }),
  ];
  expect(initialValues(fields)).toEqual({ summary: "", systems: ["erp"], priority: 3, agree: false });
});

test("what is sent names files by id, leaves out what is empty and joins split Hangul", () => {
  const fields = [
    field({ key: "summary", type: "short_text" }),
    field({ key: "note", type: "long_text" }),
    field({ key: "files", type: "file" }),
    field({ key: "amount", type: "number" }),
    field({ key: "agree", type: "checkbox" }),
  ];
  const decomposed = "한글".normalize("NFD");
  expect(
    wireValues(fields, { summary: decomposed, note: "  ", files: [{ id: "a1" }], amount: 0, agree: false }),
  ).toEqual({
    summary: "한글",
    files: ["a1"],
    amount: 0,
    agree: false,
  });
});

test("bounds are told in the person's words; an emoji or a syllable counts as one character", () => {
  const fields = [
    field({ key: "summary", type: "short_text", required: true }),
    field({ key: "name", type: "short_text", settings: { maximumLength: 2 } }),
    field({ key: "short", type: "short_text", settings: { maximumLength: 2 } }),
    field({ key: "amount", type: "number", settings: { minimum: 1, maximum: 9 } }),
    field({ key: "systems", type: "multi_choice", settings: { maximumChoices: 1 } }),
    field({ key: "agree", type: "checkbox", required: true }),
  ];
  expect(
    fieldProblems(fields, {
      summary: " ",
      name: "한😀",
      short: "abc",
      amount: 10,
      systems: ["a", "b"],
      agree: false,
    }),
  ).toEqual({
    summary: "This is needed.",
    short: "No more than 2 characters.",
    amount: "No more than 9.",
    systems: "No more than 1 of these.",
    agree: "This must be ticked.",
  });
});

test("an address, a duration or an amount that is none is told before it is sent", () => {
  const fields = [
    field({ key: "page", type: "url" }),
    field({ key: "address", type: "email" }),
    field({ key: "effort", type: "duration" }),
    field({ key: "cost", type: "money" }),
    field({ key: "fine", type: "money" }),
    field({ key: "nothing", type: "money", required: true }),
  ];
  expect(
    fieldProblems(fields, {
      page: "javascript:alert(1)",
      address: "minji",
      effort: "soon",
      cost: { amount: "0.5", currency: "KRW" },
      fine: { amount: "12.00", currency: "KRW" },
      nothing: { amount: "", currency: "KRW" },
    }),
  ).toEqual({
    page: "Begin with https:// or http://.",
    address: "Enter an email address such as name@example.com.",
    effort: "Enter days, hours and minutes, such as 1d 7h 20m.",
    cost: "KRW has no digits after the point.",
    nothing: "This is needed.",
  });
});

test("an amount of zero is an answer", () => {
  expect(fieldProblems([field({ key: "amount", type: "number", required: true })], { amount: 0 })).toEqual(
    {},
  );
});

test("date bounds may be relative to today", () => {
  expect(dateBound("today", "2026-11-21")).toBe("2026-11-21");
  expect(dateBound("today+10", "2026-11-21")).toBe("2026-12-01");
  expect(dateBound("today-21", "2026-11-21")).toBe("2026-10-31");
  expect(dateBound("2026-12-24", "2026-11-21")).toBe("2026-12-24");
  expect(dateBound(null, "2026-11-21")).toBeUndefined();
});
