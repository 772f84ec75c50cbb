import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Stack, Text, Title } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useFormats } from "@/shared/i18n/formats";
import { ExactTime } from "@/shared/i18n/time";
import { PersonName } from "@/shared/person/person";
import type { SlaExplanation } from "../tickets";
import { ticketQueries } from "../tickets";
import classes from "./service-levels.module.css";

type Stretch = SlaExplanation["stretches"][number];
type OpenTime = Stretch["openTimes"][number];

/** How a clock came to what it shows, line by line. */
export default function ClockExplanation({ ticketKey, clockId }: { ticketKey: string; clockId: number }) {
  const asked = useQuery({ ...ticketQueries.explanation(ticketKey, clockId), staleTime: 0 });
  if (asked.error && !asked.data)
    return <LoadFailure failure={asked.error} onRetry={() => void asked.refetch()} />;
  return asked.data ? <Explained explanation={asked.data} /> : <TextSkeleton lines={8} />;
}

function Explained({ explanation }: { explanation: SlaExplanation }) {
  const { t } = useLingui();
  const formats = useFormats();
  const { clock, carried, stretches, thresholds, zone, calendarVersion, policyVersion } = explanation;
  const { calendar } = clock;
  const amount = (milliseconds: number) => formats.countdown(milliseconds);
  return (
    <Stack gap="md">
      <dl className={classes.sum}>
        <div>
          <dt>
            <Trans>Counted</Trans>
          </dt>
          <dd>{amount(clock.elapsed)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Target</Trans>
          </dt>
          <dd>{clock.target == null ? t({ message: "None", context: "no value" }) : amount(clock.target)}</dd>
        </div>
        {clock.remaining != null && (
          <div>
            <dt>{clock.breached ? t`Over` : t`Left`}</dt>
            <dd data-breached={clock.breached || undefined}>{amount(Math.abs(clock.remaining))}</dd>
          </div>
        )}
        {clock.dueAt && (
          <div>
            <dt>{t({ message: "Due", context: "clock" })}</dt>
            <dd data-breached={clock.breached || undefined}>
              <ExactTime instant={clock.dueAt} />
            </dd>
          </div>
        )}
        <div>
          <dt>
            <Trans>Goal</Trans>
          </dt>
          <dd>{clock.goal ?? t`All other tickets`}</dd>
        </div>
        <div>
          <dt>
            <Trans>Calendar</Trans>
          </dt>
          <dd>
            {calendar}
            <Text size="xs" c="dimmed">
              {zone}
            </Text>
          </dd>
        </div>
      </dl>

      <section aria-label={t`How it was counted`}>
        <Title order={3} size="h4">
          <Trans>How it was counted</Trans>
        </Title>
        <ol className={classes.stretches}>
          {carried > 0 && (
            <li className={classes.stretch} data-running>
              <span />
              <span>
                <Trans>Counted in earlier cycles</Trans>
              </span>
              <span className={classes.counted}>{amount(carried)}</span>
            </li>
          )}
          {stretches.map((stretch) => (
            <StretchLine key={`${stretch.from} ${stretch.reason}`} stretch={stretch} />
          ))}
        </ol>
        <div className={classes.total}>
          <span>
            <Trans>Counted in all</Trans>
          </span>
          <span>{amount(clock.elapsed)}</span>
        </div>
      </section>

      {thresholds.length > 0 && (
        <section aria-label={t`Reached`}>
          <Title order={3} size="h4" mb={4}>
            <Trans>Reached</Trans>
          </Title>
          <ul className={classes.thresholds}>
            {thresholds.map(({ threshold, dueAt, noticedAt, late }) => (
              <li key={threshold}>
                <ThresholdName threshold={threshold} />
                <Text span size="xs" c="dimmed">
                  <ExactTime instant={dueAt} />
                </Text>
                {late && (
                  <span className={classes.late}>
                    <Trans>
                      Noticed late, <ExactTime instant={noticedAt} short />
                    </Trans>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Text size="xs" c="dimmed">
        <Trans>
          Counted by version {policyVersion} of the policy and version {calendarVersion} of the calendar. All
          times are in your time zone.
        </Trans>
      </Text>
    </Stack>
  );
}

function StretchLine({ stretch }: { stretch: Stretch }) {
  const { t } = useLingui();
  const formats = useFormats();
  const { from, to, running, reason, person, counted, openTimes } = stretch;
  const stopped = !running && to === from;
  const Icon = running ? IconPlayerPlay : stopped ? IconPlayerStop : IconPlayerPause;
  return (
    <li className={classes.stretch} data-running={running || undefined}>
      <Icon size={15} aria-label={running ? t`Runs` : stopped ? t`Stops` : t`Pauses`} />
      <div>
        <div>
          {reason}
          {person && (
            <>
              {" · "}
              <PersonName person={person} size={18} />
            </>
          )}
        </div>
        <Text size="xs" c="dimmed" component="div">
          <ExactTime instant={from} short />
          {!stopped && (
            <>
              {" – "}
              {to ? <ExactTime instant={to} short /> : t`until now`}
            </>
          )}
        </Text>
        {running && openTimes.length === 0 && (
          <Text size="xs" c="dimmed">
            <Trans>The calendar was closed all the time.</Trans>
          </Text>
        )}
        <OpenTimes openTimes={openTimes} />
      </div>
      {running && <span className={classes.counted}>{formats.countdown(counted)}</span>}
    </li>
  );
}

/** What fits below each other without burying the next stretch. */
const shownAtFirst = 6;

function OpenTimes({ openTimes }: { openTimes: readonly OpenTime[] }) {
  const { t } = useLingui();
  const formats = useFormats();
  const [all, setAll] = useState(false);
  if (openTimes.length === 0) return null;
  const shown = all ? openTimes : openTimes.slice(0, shownAtFirst);
  const count = openTimes.length;
  return (
    <>
      <ul className={classes.open} aria-label={t`Open times`}>
        {shown.map(({ from, to }) => {
          const begins = formats.shortDateTime(from);
          const ends = formats.shortDateTime(to);
          // The day is not said twice.
          const until = begins.slice(0, 10) === ends.slice(0, 10) ? ends.slice(11) : ends;
          return (
            <li key={from}>
              <span>
                {begins}–{until}
              </span>
              <span>{formats.countdown(Date.parse(to) - Date.parse(from))}</span>
            </li>
          );
        })}
      </ul>
      {!all && count > shownAtFirst && (
        <Anchor component="button" type="button" size="xs" onClick={() => setAll(true)}>
          <Trans>Show all {count} open times</Trans>
        </Anchor>
      )}
    </>
  );
}

/** @param threshold `share:80` or `before:3600000` */
function ThresholdName({ threshold }: { threshold: string }) {
  const formats = useFormats();
  const [kind, given] = threshold.split(":");
  const share = Number(given);
  const amount = formats.countdown(share);
  if (kind === "before") return <Trans>{amount} before the target</Trans>;
  return share === 100 ? <Trans>The target passed</Trans> : <Trans>{share}% of the target</Trans>;
}
