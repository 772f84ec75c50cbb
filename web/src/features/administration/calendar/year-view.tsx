import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Alert, Group, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { KeyboardEvent } from "react";
import { useMemo, useRef, useState } from "react";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { problemLines } from "@/shared/feedback/problem-text";
import { isProblem } from "@/shared/api/problem";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useFormats } from "@/shared/i18n/formats";
import classes from "./calendar.module.css";
import type { CalendarContent, CalendarDay } from "./content";
import { dayAfter, isWellFormed, weekdays, weeksOf } from "./content";
import { DayDialog } from "./day-dialog";
import { calendarQueries } from "./queries";
import type { DayLook } from "./words";
import { lookOf, looks, monthName, openHours, weekdayName } from "./words";

interface YearViewProps {
  deskKey: string | null;
  content: CalendarContent;
  onChange: (content: CalendarContent) => void;
  readOnly: boolean;
}

const order: readonly DayLook[] = ["open", "part", "closed", "holiday", "opened"];

/** Twelve months of a calendar as it is written now; a day says why it is as it is, and is changed where it stands. */
export function YearView({ deskKey, content, onChange, readOnly }: YearViewProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const today = new Date().toISOString().slice(0, 10);
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const [asked, setAsked] = useState<string | null>(null);
  const [reached, setReached] = useState<string | null>(null);
  const [settled] = useDebouncedValue(content, 300);
  const wellFormed = isWellFormed(settled);
  const query = useQuery({ ...calendarQueries.year(deskKey, settled, year), enabled: wellFormed });
  const days = useMemo(() => new Map((query.data ?? []).map((day) => [day.date, day])), [query.data]);
  const months = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    const date = (event.target as HTMLElement).dataset.date;
    if (!step || !date) return;
    event.preventDefault();
    const next = months.current?.querySelector<HTMLButtonElement>(`[data-date="${dayAfter(date, step)}"]`);
    next?.focus();
  }

  return (
    <section aria-label={t`Year view`}>
      <Group justify="space-between" mb="sm">
        <Group gap={4}>
          <ActionIcon variant="default" aria-label={t`Previous year`} onClick={() => setYear(year - 1)}>
            <IconChevronLeft size={17} aria-hidden />
          </ActionIcon>
          <Text fw={650} miw={56} ta="center" aria-live="polite">
            {year}
          </Text>
          <ActionIcon variant="default" aria-label={t`Next year`} onClick={() => setYear(year + 1)}>
            <IconChevronRight size={17} aria-hidden />
          </ActionIcon>
        </Group>
        <ul className={classes.legend}>
          {order.map((look) => (
            <li key={look}>
              <span className={classes.sample} data-look={look} aria-hidden />
              {i18n._(looks[look])}
            </li>
          ))}
        </ul>
      </Group>
      {!wellFormed && (
        <Alert color="orange" variant="light" mb="sm">
          <Trans>Some times or days are not complete. The year is shown as soon as they are.</Trans>
        </Alert>
      )}
      {wellFormed && isProblem(query.error) && query.error.status === 400 ? (
        <Alert color="orange" variant="light" mb="sm" role="alert">
          {problemLines(query.error).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Alert>
      ) : (
        query.error && <LoadFailure failure={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data === undefined ? (
        !query.error && <TextSkeleton lines={10} />
      ) : (
        <div ref={months} className={classes.months} data-stale={query.isPlaceholderData || undefined}>
          {Array.from({ length: 12 }, (_, month) => (
            <Month
              key={month}
              year={year}
              month={month}
              days={days}
              reachable={
                reached?.startsWith(String(year))
                  ? reached
                  : today.startsWith(String(year))
                    ? today
                    : `${year}-01-01`
              }
              today={today}
              onReach={setReached}
              onMove={move}
              onOpen={setAsked}
            />
          ))}
        </div>
      )}
      <DayDialog
        day={asked === null ? null : (days.get(asked) ?? null)}
        content={content}
        readOnly={readOnly}
        onChange={(next) => {
          setAsked(null);
          onChange(next);
        }}
        onClose={() => setAsked(null)}
      />
    </section>
  );
}

interface MonthProps {
  year: number;
  month: number;
  days: ReadonlyMap<string, CalendarDay>;
  /** The one day of the year that the tabulator reaches; arrows go on from there. */
  reachable: string;
  today: string;
  onReach: (date: string) => void;
  onMove: (event: KeyboardEvent<HTMLElement>) => void;
  onOpen: (date: string) => void;
}

function Month({ year, month, days, reachable, today, onReach, onMove, onOpen }: MonthProps) {
  const { i18n } = useCatalogue();
  const { language, date: dateWords } = useFormats();
  const name = monthName(year, month, language);
  return (
    <table className={classes.month} aria-label={name}>
      <caption>{name}</caption>
      <thead>
        <tr>
          {weekdays.map((day) => (
            <th key={day} scope="col" abbr={weekdayName(day, language)}>
              {weekdayName(day, language, "narrow")}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, index) => (
          <tr key={index}>
            {week.map((date, position) => {
              const day = date === null ? undefined : days.get(date);
              if (date === null || !day) return <td key={position}>{date?.slice(8)}</td>;
              const look = lookOf(day);
              const words = [
                dateWords(date),
                i18n._(looks[look]),
                openHours(day),
                ...day.reasons.map((reason) => reason.name),
              ]
                .filter(Boolean)
                .join(" · ");
              return (
                <td key={position}>
                  <button
                    type="button"
                    className={classes.date}
                    data-date={date}
                    data-look={look}
                    data-worked={day.reasons.some(({ kind }) => kind === "worked_holiday") || undefined}
                    aria-current={date === today ? "date" : undefined}
                    aria-label={words}
                    title={words}
                    tabIndex={date === reachable ? 0 : -1}
                    onFocus={() => onReach(date)}
                    onKeyDown={onMove}
                    onClick={() => onOpen(date)}
                  >
                    {Number(date.slice(8))}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
