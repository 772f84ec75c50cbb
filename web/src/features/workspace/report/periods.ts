import dayjs from "dayjs";

/** Stretches of time that people ask for, up to today or to the end of a month. */
export const periods = ["this-month", "last-month", "three-months", "twelve-months", "three-years"] as const;
export type PeriodName = (typeof periods)[number];

export interface Period {
  from: string;
  to: string;
}

/** @param today `2026-11-23`, where the reader is */
export function periodOf(name: PeriodName, today: string): Period {
  const month = dayjs(today).startOf("month");
  const since = (months: number) => ({ from: written(month.subtract(months, "month")), to: today });
  switch (name) {
    case "this-month":
      return since(0);
    case "last-month":
      return { from: written(month.subtract(1, "month")), to: written(month.subtract(1, "day")) };
    case "three-months":
      return since(2);
    case "twelve-months":
      return since(11);
    case "three-years":
      return since(35);
  }
}

/** Which of them a period is; null for another one. */
export function nameOf({ from, to }: Period, today: string): PeriodName | null {
  return (
    periods.find((name) => {
      const period = periodOf(name, today);
      return period.from === from && period.to === to;
    }) ?? null
  );
}

function written(day: dayjs.Dayjs): string {
  return day.format("YYYY-MM-DD");
}
