import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useFullscreenDocument } from "@mantine/hooks";
import {
  IconArrowLeft,
  IconCircleCheck,
  IconMaximize,
  IconMinimize,
  IconMoon,
  IconSun,
} from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useEffect } from "react";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { useTicketEvents } from "@/shared/live/live";
import { PersonName } from "@/shared/person/person";
import { PriorityBadge } from "@/shared/ticket/priority-badge";
import { roundTheClock } from "../clock";
import type { Desk } from "../desks";
import { useWorkedDesks } from "../desks";
import { DueClocks, firstFound, useDue } from "../due";
import { findQueries, refreshFound } from "../find/queries";
import { ClockMark, toneOf, useClockWord } from "../ticket/clock-mark";
import type { TicketRow } from "../tickets";
import { useNow } from "../use-now";
import classes from "./wall.module.css";

const mostOverdue = 5;
const mostDue = 7;
const mostUnassigned = 12;
/** What passes with time alone is nothing that happens to a ticket. */
const oftenEnough = 30_000;

/** What a desk has before it, to be read from across the room: what is over, what is due next, what nobody has taken. */
export function WallPage({ deskKey }: { deskKey: string }) {
  const desk = useWorkedDesks().find(({ key }) => key === deskKey);
  const client = useQueryClient();
  useTicketEvents(() => void refreshFound(client));
  return (
    <main className={classes.wall}>
      {desk ? (
        <Wall desk={desk} />
      ) : (
        <p className={classes.nothing}>
          <Trans>You do not work on a desk with the key {deskKey}.</Trans>
        </p>
      )}
    </main>
  );
}

function Wall({ desk }: { desk: Desk }) {
  const { t } = useLingui();
  const open = `desk = ${desk.key} AND "status category" != Done`;
  const unassigned = `${open} AND assignee IS EMPTY`;
  const overdue = useQuery({
    ...firstFound(`${open} AND "next due" < now() ORDER BY "next due"`, mostOverdue),
    refetchInterval: oftenEnough,
  });
  const due = useQuery({
    ...firstFound(`${open} AND "next due" >= now() ORDER BY "next due"`, mostDue),
    refetchInterval: oftenEnough,
  });
  const waiting = useQuery({
    ...firstFound(`${unassigned} ORDER BY "next due", priority DESC, created`, mostUnassigned),
    refetchInterval: oftenEnough,
  });
  const lists = [overdue, due, waiting];
  const keys = [...new Set(lists.flatMap(({ data = [] }) => data.map(({ key }) => key)))];
  const failure = lists.find(({ error }) => error)?.error;
  return (
    <>
      <Head desk={desk} />
      <ul className={classes.counts}>
        <Count
          tone="breached"
          label={t`Overdue`}
          query={`${open} AND "next due" < now() ORDER BY "next due"`}
        />
        <Count
          tone="close"
          label={t`Due within an hour`}
          query={`${open} AND "next due" >= now() AND "next due" <= 1h ORDER BY "next due"`}
        />
        <Count label={t`Unassigned`} query={unassigned} />
        <Count label={t`Open`} query={open} />
      </ul>
      {failure ? (
        <LoadFailure failure={failure} onRetry={() => lists.forEach((list) => void list.refetch())} />
      ) : (
        <DueClocks keys={keys}>
          <div className={classes.lists}>
            <div className={classes.promised}>
              <Tickets heading={t`Overdue`} rows={overdue.data}>
                {(row) => <PersonName person={row.assignee} />}
              </Tickets>
              <Tickets heading={t`Due next`} rows={due.data}>
                {(row) => <PersonName person={row.assignee} />}
              </Tickets>
            </div>
            <Tickets heading={t`Nobody has taken`} rows={waiting.data}>
              {(row) => <RelativeTime instant={row.createdAt} />}
            </Tickets>
          </div>
        </DueClocks>
      )}
    </>
  );
}

function Head({ desk }: { desk: Desk }) {
  const { t } = useLingui();
  const { language, timeZone } = useFormats();
  const now = useNow(true);
  const { toggle, fullscreen } = useFullscreenDocument();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme() === "dark";
  useEffect(() => {
    document.title = `${desk.name} · Maru`;
  }, [desk]);
  const time = new Intl.DateTimeFormat(language, {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(now);
  return (
    <header className={classes.head}>
      <ActionIcon
        component={Link}
        to="/queues/$deskKey"
        params={{ deskKey: desk.key } as never}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t`Back to the queues`}
      >
        <IconArrowLeft size={22} aria-hidden />
      </ActionIcon>
      <h1>{desk.name}</h1>
      <div className={classes.tools}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={dark ? t`Light appearance` : t`Dark appearance`}
          onClick={() => setColorScheme(dark ? "light" : "dark")}
        >
          {dark ? <IconSun size={22} aria-hidden /> : <IconMoon size={22} aria-hidden />}
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={fullscreen ? t`Leave full screen` : t`Full screen`}
          onClick={() => void toggle()}
        >
          {fullscreen ? <IconMinimize size={22} aria-hidden /> : <IconMaximize size={22} aria-hidden />}
        </ActionIcon>
      </div>
      <time className={classes.time}>{time}</time>
    </header>
  );
}

interface CountProps {
  label: string;
  query: string;
  /** What it means that there are any. */
  tone?: "breached" | "close";
}

function Count({ label, query, tone }: CountProps) {
  const formats = useFormats();
  const { data } = useQuery({ ...findQueries.count(query), refetchInterval: oftenEnough });
  return (
    <li data-tone={data ? tone : undefined}>
      <Link to="/tickets" search={{ query } as never}>
        <strong>{data === undefined ? "–" : formats.number(data)}</strong>
        <span>{label}</span>
      </Link>
    </li>
  );
}

interface TicketsProps {
  heading: string;
  rows: readonly TicketRow[] | undefined;
  /** What stands behind the summary. */
  children: (row: TicketRow) => ReactNode;
}

function Tickets({ heading, rows, children }: TicketsProps) {
  return (
    <section className={classes.list} aria-label={heading}>
      <h2>{heading}</h2>
      {rows?.length === 0 && (
        <p className={classes.nothing}>
          <IconCircleCheck size={26} aria-hidden />
          <Trans>Nothing right now</Trans>
        </p>
      )}
      <ol>
        {rows?.map((row) => (
          <Line key={row.key} row={row}>
            {children(row)}
          </Line>
        ))}
      </ol>
    </section>
  );
}

function Line({ row, children }: { row: TicketRow; children: ReactNode }) {
  const { t } = useLingui();
  const formats = useFormats();
  const wordOf = useClockWord();
  const due = useDue(row.key);
  const amount = due ? formats.countdown(Math.abs(due.reading.remaining ?? 0), roundTheClock(due.clock)) : "";
  return (
    <li className={classes.line} data-tone={due ? toneOf(due.reading) : undefined}>
      <span className={classes.amount}>
        {due && (
          <>
            <ClockMark reading={due.reading} />
            {due.reading.breached ? t`${amount} over` : t`${amount} left`}
          </>
        )}
      </span>
      <span className={classes.ticket}>
        <Link to="/tickets/$key" params={{ key: row.key }}>
          <span className={classes.key}>{row.key}</span> {row.summary}
        </Link>
        <span className={classes.more}>
          <PriorityBadge priority={row.priority} />
          {due && (
            <span>
              {due.clock.policy} · {wordOf(due.reading)}
            </span>
          )}
        </span>
      </span>
      <span className={classes.who}>{children}</span>
    </li>
  );
}
