const minute = 60_000;

const units: ReadonlyArray<readonly [RegExp, number]> = [
  [/^(?:w|weeks?|주일?)$/, 7 * 24 * 60],
  [/^(?:d|days?|일)$/, 24 * 60],
  [/^(?:h|hrs?|hours?|시간)$/, 60],
  [/^(?:m|mins?|minutes?|분)$/, 1],
];

/**
 * A duration as people type it, in milliseconds: `1d 7h 20m`, `1일 7시간 20분`, `1.5h`, `7:20` and, as minutes, `90`.
 * Both languages are understood in either; null for what is none.
 */
export function parseDuration(typed: string): number | null {
  const text = typed
    .normalize("NFC")
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3})/g, "")
    .replace(/\s/g, "");
  const clock = /^(\d{1,6}):([0-5]\d)$/.exec(text);
  if (clock) return (Number(clock[1]) * 60 + Number(clock[2])) * minute;
  if (/^\d{1,9}$/.test(text)) return Number(text) * minute;
  const parts = [...text.matchAll(/(\d{1,9}(?:\.\d{1,3})?)([^\d.]+)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text) return null;
  let minutes = 0;
  for (const [, amount, word] of parts) {
    const length = units.find(([unit]) => unit.test(word ?? ""))?.[1];
    if (length === undefined) return null;
    minutes += Number(amount) * length;
  }
  return Math.round(minutes) * minute;
}
