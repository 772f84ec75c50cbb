import { fractionDigits, shownMoney } from "./money";

test("an amount is shown with the digits of its currency, exact to the last", () => {
  expect(shownMoney({ amount: "12000", currency: "KRW" }, "ko")).toBe("₩12,000");
  expect(shownMoney({ amount: "12.5", currency: "USD" }, "ko")).toBe("US$12.50");
  expect(shownMoney({ amount: "999999999999999.99", currency: "USD" }, "en")).toBe("$999,999,999,999,999.99");
});

test("currencies have their own digits after the point", () => {
  expect([fractionDigits("KRW"), fractionDigits("USD"), fractionDigits("BHD")]).toEqual([0, 2, 3]);
});
