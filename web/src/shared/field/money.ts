/** An amount as the API takes it: a decimal string, since a number in a browser is not exact. */
export interface Money {
  amount: string;
  currency: string;
}

/** How many digits a currency has after the point: none for KRW, two for USD. */
export function fractionDigits(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** `₩12,000`, `US$12.50` */
export function shownMoney({ amount, currency }: Money, language: string): string {
  return new Intl.NumberFormat(language, { style: "currency", currency }).format(amount as `${number}`);
}
