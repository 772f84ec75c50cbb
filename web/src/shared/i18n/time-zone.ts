const fields = new Map<string, Intl.DateTimeFormat>();

function fieldsIn(timeZone: string): Intl.DateTimeFormat {
  let format = fields.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-CA-u-hc-h23", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    fields.set(timeZone, format);
  }
  return format;
}

/** What a clock on the wall in this zone shows at an instant: `2026-11-21 15:04:00`. */
export function wallTime(instant: Date, timeZone: string): string {
  const part = Object.fromEntries(
    fieldsIn(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second}`;
}

/**
 * The instant at which clocks in this zone show this time. A time that a clock change skips is moved on by the
 * change; of a time that occurs twice the earlier is meant.
 */
export function instantOf(wall: string, timeZone: string): Date {
  const asIfUtc = Date.parse(`${wall.replace(" ", "T")}Z`);
  const offsetAt = (instant: number) =>
    Date.parse(`${wallTime(new Date(instant), timeZone).replace(" ", "T")}Z`) - instant;
  const before = offsetAt(asIfUtc - 86_400_000);
  const after = offsetAt(asIfUtc + 86_400_000);
  const earlier = asIfUtc - before;
  if (offsetAt(earlier) === before) return new Date(earlier);
  const later = asIfUtc - after;
  return new Date(offsetAt(later) === after ? later : earlier);
}

/** All there are to choose. Browsers leave UTC out of their list, even where it is their own. */
export function timeZones(): string[] {
  return [...new Set([...Intl.supportedValuesOf("timeZone"), "Etc/UTC", browserTimeZone()])].sort();
}

export function browserTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
