import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Text, UnstyledButton } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useFormats } from "@/shared/i18n/formats";
import { ExactTime } from "@/shared/i18n/time";
import type { Reading } from "../clock";
import { read, roundTheClock } from "../clock";
import type { SlaClock } from "../tickets";
import { ticketQueries } from "../tickets";
import { useNow } from "../use-now";
import { ClockMark, toneOf, useClockWord } from "./clock-mark";
import classes from "./service-levels.module.css";

const Explanation = lazy(() => import("./clock-explanation"));

interface ServiceLevelsProps {
  ticketKey: string;
  /** It stands on its own, not among the facts. */
  alone?: boolean;
}

/** What is promised for a ticket and how much of it is left, counting down; nothing where nothing is measured. */
export default function ServiceLevels({ ticketKey, alone = false }: ServiceLevelsProps) {
  const { t } = useLingui();
  const { data: clocks = [], dataUpdatedAt } = useQuery(ticketQueries.clocks(ticketKey));
  const [explained, setExplained] = useState<SlaClock | null>(null);
  const [unfolded, setUnfolded] = useState(false);
  const ongoing = clocks.filter(({ state }) => state !== "stopped");
  const past = clocks.filter(({ state }) => state === "stopped");
  const counting = ongoing.some(({ state }) => state !== "paused");
  const now = useNow(counting);
  const missed = past.filter(({ breached }) => breached).length;
  if (clocks.length === 0) return null;

  // How long ago the server said so, by the reader's own clock, which may go wrong.
  const since = Math.max(0, now - dataUpdatedAt);
  const readingOf = (clock: SlaClock) => read(clock, Date.parse(clock.asOf) + since);
  return (
    <section className={classes.panel} data-alone={alone || undefined} aria-label={t`Service levels`}>
      <h2 className={classes.heading}>
        <Trans>Service levels</Trans>
      </h2>
      {ongoing.map((clock) => (
        <OngoingClock
          key={clock.id}
          clock={clock}
          reading={readingOf(clock)}
          onExplain={() => setExplained(clock)}
        />
      ))}
      {past.length > 0 && (
        <>
          <UnstyledButton
            className={classes.unfold}
            aria-expanded={unfolded}
            onClick={() => setUnfolded(!unfolded)}
          >
            <span>
              <Trans>Past cycles</Trans>{" "}
              <Text span inherit c="dimmed">
                {past.length}
              </Text>
            </span>
            {missed > 0 && (
              <span className={classes.missed}>
                <Trans>{missed} too late</Trans>
              </span>
            )}
            <IconChevronDown size={16} aria-hidden />
          </UnstyledButton>
          {unfolded && (
            <ul className={classes.past} aria-label={t`Past cycles`}>
              {past.map((clock) => (
                <PastClock key={clock.id} clock={clock} onExplain={() => setExplained(clock)} />
              ))}
            </ul>
          )}
        </>
      )}
      <Dialog
        opened={explained !== null}
        onClose={() => setExplained(null)}
        title={explained?.policy}
        size="lg"
      >
        {explained && (
          <Suspense fallback={<TextSkeleton lines={8} />}>
            <Explanation ticketKey={ticketKey} clockId={explained.id} />
          </Suspense>
        )}
      </Dialog>
    </section>
  );
}

interface OngoingClockProps {
  clock: SlaClock;
  reading: Reading;
  onExplain: () => void;
}

function OngoingClock({ clock, reading, onExplain }: OngoingClockProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const wordOf = useClockWord();
  const { policy, cycle, dueAt } = clock;
  const { elapsed, remaining, breached, share } = reading;
  const amount = formats.countdown(Math.abs(remaining ?? elapsed), roundTheClock(clock));
  const due = dueAt ? formats.dateTime(dueAt) : null;
  return (
    <div className={classes.clock} data-tone={toneOf(reading)} role="group" aria-label={policy}>
      <div className={classes.line}>
        <Text span fw={550} className={classes.policy}>
          {policy}
          {cycle > 1 && (
            <Text span size="xs" c="dimmed" fw={400}>
              {" "}
              <Trans>Cycle {cycle}</Trans>
            </Text>
          )}
        </Text>
        <span className={classes.amount}>
          {remaining === null ? t`${amount} so far` : breached ? t`${amount} over` : t`${amount} left`}
        </span>
      </div>
      {share !== null && (
        <div className={classes.bar} aria-hidden>
          <span style={{ inlineSize: `${Math.round(share * 1000) / 10}%` }} />
        </div>
      )}
      <div className={classes.line}>
        <span className={classes.state}>
          <ClockMark reading={reading} />
          {wordOf(reading)}
        </span>
        <Anchor
          component="button"
          type="button"
          size="xs"
          aria-label={t`Explain “${policy}”`}
          onClick={onExplain}
        >
          <Trans>Explain</Trans>
        </Anchor>
      </div>
      {dueAt && (
        <Text size="xs" c="dimmed" component="div">
          <time dateTime={dueAt}>{breached ? t`Was due ${due}` : t`Due ${due}`}</time>
        </Text>
      )}
    </div>
  );
}

function PastClock({ clock, onExplain }: { clock: SlaClock; onExplain: () => void }) {
  const { t } = useLingui();
  const formats = useFormats();
  const wordOf = useClockWord();
  const { policy, cycle, stoppedAt } = clock;
  const reading = read(clock, Date.parse(clock.asOf));
  const amount = formats.countdown(clock.elapsed);
  return (
    <li className={classes.clock} data-tone={toneOf(reading)}>
      <div className={classes.line}>
        <Text span className={classes.policy}>
          {policy}
          {cycle > 1 && (
            <Text span size="xs" c="dimmed">
              {" "}
              <Trans>Cycle {cycle}</Trans>
            </Text>
          )}
        </Text>
        <span className={classes.state}>
          <ClockMark reading={reading} />
          {wordOf(reading)}
        </span>
      </div>
      <div className={classes.line}>
        <Text size="xs" c="dimmed" component="span">
          <Trans>Took {amount}</Trans>
          {stoppedAt && (
            <>
              {" · "}
              <ExactTime instant={stoppedAt} short />
            </>
          )}
        </Text>
        <Anchor
          component="button"
          type="button"
          size="xs"
          aria-label={t`Explain “${policy}”`}
          onClick={onExplain}
        >
          <Trans>Explain</Trans>
        </Anchor>
      </div>
    </li>
  );
}
