import { Trans, useLingui } from "@lingui/react/macro";
import { Badge, Button, Group, Paper, Select, Stack, Text, Title } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useId, useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { problemLines } from "@/shared/feedback/problem-text";
import { PageSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { LeaveGuard } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";
import { timeZones } from "@/shared/i18n/time-zone";
import { inLanguage, isBlank } from "../localized";
import type { LocalizedText } from "../resources";
import { simulationQuery } from "../sla/simulation";
import { SimulationPanel } from "../sla/simulation-panel";
import { LocalizedTextInput } from "../workflow/localized-text-input";
import { Calculator } from "./calculator";
import classes from "./calendar.module.css";
import { CalendarsFrame } from "./calendars-page";
import { CalendarVersions } from "./calendar-versions";
import type { CalendarContent } from "./content";
import { firstContent, isWellFormed, sameContent } from "./content";
import { HolidaySetsInput } from "./holiday-sets-input";
import { PublishCalendar } from "./publish-calendar";
import type { Calendar } from "./queries";
import { calendarQueries } from "./queries";
import { SpecialDays } from "./special-days";
import { WeeklyHours } from "./weekly-hours";
import { YearView } from "./year-view";

interface CalendarPageProps {
  /** Null within the installation's settings. */
  deskKey: string | null;
  calendarId: number | "new";
  /** The simulation that is looked at; it brings the hours back that it was about. */
  simulation?: number;
  onSimulation?: (id: number | undefined) => void;
}

/** A calendar: written, looked at as a year, asked, and published. */
export function CalendarPage({ deskKey, calendarId, simulation, onSimulation }: CalendarPageProps) {
  const { t } = useLingui();
  const { timeZone } = useFormats();
  const known = useQuery({
    ...calendarQueries.detail(calendarId === "new" ? 0 : calendarId),
    enabled: calendarId !== "new",
  });
  const tried = useQuery({ ...simulationQuery(simulation ?? 0), enabled: simulation !== undefined });
  if (calendarId === "new")
    return (
      <Editor
        deskKey={deskKey}
        calendar={{
          id: 0,
          deskKey,
          name: { ko: null, en: null },
          published: 0,
          retired: false,
          mayShape: true,
          content: firstContent(timeZone),
          version: 0,
        }}
      />
    );
  if (known.data && !(simulation !== undefined && tried.isLoading))
    return (
      <Editor
        key={known.data.version}
        deskKey={deskKey}
        calendar={known.data}
        tried={tried.data?.content ?? undefined}
        simulation={simulation}
        onSimulation={onSimulation}
      />
    );
  return (
    <CalendarsFrame deskKey={deskKey} name={t`Calendar`}>
      {known.error ? (
        <LoadFailure failure={known.error} onRetry={() => void known.refetch()} />
      ) : (
        <PageSkeleton />
      )}
    </CalendarsFrame>
  );
}

interface EditorProps extends Pick<CalendarPageProps, "deskKey" | "simulation" | "onSimulation"> {
  calendar: Calendar;
  /** What is written before anybody writes. */
  tried?: CalendarContent;
}

function Editor({ deskKey, calendar, tried, simulation, onSimulation }: EditorProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState<LocalizedText>(calendar.name);
  const [content, setContent] = useState<CalendarContent>(
    calendar.mayShape && tried !== undefined ? tried : calendar.content,
  );
  const [publishing, setPublishing] = useState(false);
  const [versions, setVersions] = useState(false);
  const fresh = calendar.id === 0;
  const readOnly = !calendar.mayShape || calendar.retired;
  const dirty =
    !readOnly &&
    (!sameContent(content, calendar.content) ||
      (name.ko ?? "") !== (calendar.name.ko ?? "") ||
      (name.en ?? "") !== (calendar.name.en ?? ""));
  // Having published, one leaves the page of a calendar that is not there yet.
  const [done, setDone] = useState(false);
  const change = (part: Partial<CalendarContent>) => setContent((before) => ({ ...before, ...part }));
  const title = fresh ? t`New calendar` : inLanguage(calendar.name, language);
  const first = new Date().toISOString().slice(0, 10);

  const retired = useMutation({
    mutationFn: (next: boolean) =>
      answer(
        api.PATCH("/api/calendars/{id}", {
          params: { path: { id: calendar.id } },
          headers: ifMatch(calendar.version),
          body: { retired: next },
        }),
      ),
    onError: (failure) => toast.refused(problemLines(failure).join(" ")),
    onSettled: () => client.invalidateQueries({ queryKey: calendarQueries.all }),
  });

  async function published(saved: Calendar) {
    setPublishing(false);
    setDone(true);
    onSimulation?.(undefined);
    client.setQueryData(calendarQueries.detail(saved.id).queryKey, saved);
    await client.invalidateQueries({ queryKey: calendarQueries.all, refetchType: "none" });
    toast.done(saved.published === calendar.published ? t`Saved` : t`Published`);
    if (fresh)
      await (deskKey === null
        ? navigate({ to: "/admin/calendars/$calendarId", params: { calendarId: saved.id } })
        : navigate({
            to: "/admin/desks/$deskKey/calendars/$calendarId",
            params: { deskKey, calendarId: saved.id },
          }));
  }

  return (
    <CalendarsFrame
      deskKey={deskKey}
      name={title}
      actions={
        !fresh && (
          <>
            {calendar.retired && (
              <Badge color="gray" variant="light">
                <Trans>Retired</Trans>
              </Badge>
            )}
            <Button
              variant="default"
              leftSection={<IconHistory size={16} aria-hidden />}
              onClick={() => setVersions(true)}
            >
              <Trans>Versions</Trans>
            </Button>
            {calendar.mayShape && (
              <Button
                variant="default"
                loading={retired.isPending}
                disabled={dirty}
                onClick={() => retired.mutate(!calendar.retired)}
              >
                {calendar.retired ? <Trans>Take back into use</Trans> : <Trans>Retire</Trans>}
              </Button>
            )}
          </>
        )
      }
    >
      <LeaveGuard dirty={() => dirty && !done} />
      {deskKey !== null && !fresh && (
        <Title order={2} mb="md">
          {title}
        </Title>
      )}
      {readOnly && (
        <Text c="dimmed" mb="md">
          {calendar.retired ? (
            <Trans>Nothing begins to count by this calendar any more. What counts by it goes on.</Trans>
          ) : (
            <Trans>This calendar belongs to all desks; administrators of the installation change it.</Trans>
          )}
        </Text>
      )}
      <Stack gap="md" maw={1180}>
        {!readOnly && (
          <Part title={t`Name and time zone`}>
            <Stack gap="sm">
              <LocalizedTextInput label={t`Name`} required value={name} onChange={setName} />
              <Zone value={content.zone} onChange={(zone) => change({ zone })} />
            </Stack>
          </Part>
        )}
        <Part title={t`Weekly hours`} note={readOnly ? content.zone : undefined}>
          <WeeklyHours hours={content.hours} onChange={(hours) => change({ hours })} readOnly={readOnly} />
        </Part>
        <Part title={t`Year view`}>
          <YearView
            deskKey={calendar.deskKey ?? null}
            content={content}
            onChange={setContent}
            readOnly={readOnly}
          />
        </Part>
        <Part title={t`Holidays, closures and openings`}>
          <Stack gap="lg">
            <HolidaySetsInput
              deskKey={calendar.deskKey ?? null}
              value={content.holidaySets}
              onChange={(holidaySets) => change({ holidaySets })}
              readOnly={readOnly}
            />
            <div>
              <Title order={3} size="h5" mb={6}>
                <Trans>Closures</Trans>
              </Title>
              <SpecialDays
                label={t`Closures`}
                add={t`Add a closure`}
                none={t`No closures beside the holidays.`}
                days={content.closures}
                onChange={(closures) => change({ closures })}
                first={() => ({ name: "", first, last: first, from: null, to: null })}
                readOnly={readOnly}
              />
            </div>
            <div>
              <Title order={3} size="h5" mb={6}>
                <Trans>Openings</Trans>
              </Title>
              <SpecialDays
                label={t`Openings`}
                add={t`Add an opening`}
                none={t`No openings beside the weekly hours.`}
                days={content.openings}
                onChange={(openings) => change({ openings })}
                first={() => ({ name: "", first, last: first, from: "09:00", to: "18:00" })}
                readOnly={readOnly}
              />
            </div>
          </Stack>
        </Part>
        {!fresh && !readOnly && onSimulation && (
          <Part
            title={t`Simulation`}
            note={t`What would have become of promises if the calendar had been open as it is written on this page.`}
          >
            <SimulationPanel
              subject={{ calendarId: calendar.id, content }}
              hindered={
                !isWellFormed(content)
                  ? t`Some times or days are not complete.`
                  : sameContent(content, calendar.content)
                    ? t`Change the hours or days above first: as it stands the calendar counts as before.`
                    : undefined
              }
              simulation={simulation}
              onSimulation={onSimulation}
            />
          </Part>
        )}
        <Part title={t`Calculator`} note={t`Counts by what is written on this page, published or not.`}>
          <Calculator deskKey={calendar.deskKey ?? null} content={content} />
        </Part>
      </Stack>
      {(dirty || fresh) && (
        <div className={classes.changes} role="region" aria-label={t`Changes`}>
          <Group justify="space-between" gap="xs">
            <Text size="sm">
              {isBlank(name) ? (
                <Trans>Enter a name in at least one language.</Trans>
              ) : !isWellFormed(content) ? (
                <Trans>Some times or days are not complete.</Trans>
              ) : (
                <Trans>Nothing counts by these changes until they are published.</Trans>
              )}
            </Text>
            <Group gap="xs">
              {!fresh && (
                <Button
                  variant="default"
                  onClick={() => {
                    setName(calendar.name);
                    setContent(calendar.content);
                    onSimulation?.(undefined);
                  }}
                >
                  <Trans>Discard</Trans>
                </Button>
              )}
              <Button disabled={isBlank(name) || !isWellFormed(content)} onClick={() => setPublishing(true)}>
                <Trans>Publish…</Trans>
              </Button>
            </Group>
          </Group>
        </div>
      )}
      <PublishCalendar
        opened={publishing}
        calendar={calendar}
        name={name}
        content={content}
        onClose={() => setPublishing(false)}
        onPublished={published}
      />
      {!fresh && (
        <CalendarVersions
          opened={versions}
          calendar={calendar}
          onClose={() => setVersions(false)}
          onTake={
            readOnly
              ? undefined
              : (earlier) => {
                  setContent(earlier);
                  setVersions(false);
                }
          }
        />
      )}
    </CalendarsFrame>
  );
}

function Zone({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
  const { t } = useLingui();
  return (
    <Select
      label={t`Time zone`}
      description={t`All times of the calendar are those of a clock there.`}
      data={[...new Set([value, ...timeZones()])].sort()}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t`No such time zone`}
      maw={420}
    />
  );
}

function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  const heading = useId();
  return (
    <Paper component="section" p="md" aria-labelledby={heading}>
      <Title order={2} size="h4" id={heading} mb={note ? 2 : "sm"}>
        {title}
      </Title>
      {note && (
        <Text size="sm" c="dimmed" mb="sm">
          {note}
        </Text>
      )}
      {children}
    </Paper>
  );
}
