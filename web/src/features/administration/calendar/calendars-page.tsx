import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Badge, Button, Group, Paper, Text } from "@mantine/core";
import { IconCalendarTime, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useFormats } from "@/shared/i18n/formats";
import { PageHeader } from "@/shared/layout/page-header";
import { DeskFrame } from "../desk-frame";
import classes from "../form-versions.module.css";
import { inLanguage } from "../localized";
import type { CalendarContent } from "./content";
import { weekdays, weekOf } from "./content";
import type { Calendar } from "./queries";
import { calendarQueries } from "./queries";
import { ReadHolidays } from "./read-holidays";
import { weekdayName } from "./words";

/** The calendars of the installation, or those that a desk may count by. */
export function CalendarsPage({ deskKey }: { deskKey: string | null }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(calendarQueries.list(deskKey));
  return (
    <CalendarsFrame
      deskKey={deskKey}
      actions={
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          renderRoot={(props) => <CalendarLink deskKey={deskKey} calendar="new" {...props} />}
        >
          <Trans>New calendar</Trans>
        </Button>
      }
    >
      <Text c="dimmed" mb="md" maw={720}>
        {deskKey === null ? (
          <Trans>
            A calendar says when it is open: targets count only that time. These calendars can be used by
            every desk; a desk’s own are found in its settings.
          </Trans>
        ) : (
          <Trans>
            A calendar says when it is open: targets count only that time. The desk can count by its own
            calendars and by those of all desks.
          </Trans>
        )}
      </Text>
      {error && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {data?.length === 0 && (
        <EmptyState icon={<IconCalendarTime size={26} />} title={t`There are no calendars yet`} />
      )}
      {data && data.length > 0 && (
        <Paper px="md" maw={840}>
          <ul className={classes.versions}>
            {data.map((calendar) => (
              <Line key={calendar.id} calendar={calendar} deskKey={deskKey} />
            ))}
          </ul>
        </Paper>
      )}
      <ReadHolidays deskKey={deskKey} />
    </CalendarsFrame>
  );
}

interface CalendarsFrameProps {
  deskKey: string | null;
  /** The calendar shown, on a page of its own. */
  name?: string;
  actions?: ReactNode;
  children: ReactNode;
}

export function CalendarsFrame({ deskKey, name, actions, children }: CalendarsFrameProps) {
  const { t } = useLingui();
  if (deskKey !== null)
    return (
      <DeskFrame deskKey={deskKey} part={name ?? t`Calendars`} actions={actions}>
        {children}
      </DeskFrame>
    );
  return (
    <>
      <PageHeader title={name ?? t`Calendars`} actions={actions} />
      {children}
    </>
  );
}

interface CalendarLinkProps {
  deskKey: string | null;
  calendar: number | "new";
}

/** To a calendar, within a desk's settings or the installation's. */
export function CalendarLink({ deskKey, calendar, ...props }: CalendarLinkProps & object) {
  if (calendar === "new")
    return deskKey === null ? (
      <Link to="/admin/calendars/new" {...props} />
    ) : (
      <Link to="/admin/desks/$deskKey/calendars/new" params={{ deskKey }} {...props} />
    );
  return deskKey === null ? (
    <Link to="/admin/calendars/$calendarId" params={{ calendarId: calendar }} {...props} />
  ) : (
    <Link
      to="/admin/desks/$deskKey/calendars/$calendarId"
      params={{ deskKey, calendarId: calendar }}
      {...props}
    />
  );
}

function Line({ calendar, deskKey }: { calendar: Calendar; deskKey: string | null }) {
  const { language } = useFormats();
  const { id, name, content, retired } = calendar;
  return (
    <li className={classes.version}>
      <div>
        <Group gap="xs">
          <Anchor
            fw={550}
            c="inherit"
            renderRoot={(props) => <CalendarLink deskKey={deskKey} calendar={id} {...props} />}
          >
            {inLanguage(name, language)}
          </Anchor>
          {retired && (
            <Badge size="sm" variant="light" color="gray">
              <Trans>Retired</Trans>
            </Badge>
          )}
          {deskKey !== null && calendar.deskKey == null && (
            <Badge size="sm" variant="light" color="gray">
              <Trans>Of all desks</Trans>
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          <Summary content={content} />
        </Text>
      </div>
    </li>
  );
}

/** A calendar in a line: its week, its zone, its holidays. */
function Summary({ content }: { content: CalendarContent }) {
  const { language } = useFormats();
  const week = weekOf(content.hours);
  const parts: string[] = [];
  for (let from = 0; from < weekdays.length;) {
    const words = hoursOfDay(week, from);
    let to = from;
    while (to + 1 < weekdays.length && hoursOfDay(week, to + 1) === words) to++;
    if (words !== "") {
      const first = weekdayName(weekdays[from] ?? "monday", language, "short");
      const last = weekdayName(weekdays[to] ?? "monday", language, "short");
      parts.push(`${from === to ? first : `${first}–${last}`} ${words}`);
    }
    from = to + 1;
  }
  return <>{[...parts, content.zone, content.holidaySets.join(", ")].filter(Boolean).join(" · ")}</>;
}

const hoursOfDay = (week: ReturnType<typeof weekOf>, day: number) =>
  week[weekdays[day] ?? "monday"].map(({ from, to }) => `${from}–${to}`).join(", ");
