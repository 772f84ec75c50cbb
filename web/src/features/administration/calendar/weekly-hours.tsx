import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Checkbox, Group, Stack, Text } from "@mantine/core";
import { IconCopy, IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import { useFormats } from "@/shared/i18n/formats";
import classes from "./calendar.module.css";
import type { OpenHours, Stretch, Week, Weekday } from "./content";
import { endsNextDay, hoursOf, isStretch, isTime, minutesOf, nextStretch, weekdays, weekOf } from "./content";
import { TimeInput } from "./time-input";
import { weekdayName } from "./words";

interface WeeklyHoursProps {
  hours: readonly OpenHours[];
  onChange: (hours: OpenHours[]) => void;
  readOnly: boolean;
}

/** When a calendar is open in every week: a row for each day, its stretches drawn and written. */
export function WeeklyHours({ hours, onChange, readOnly }: WeeklyHoursProps) {
  const [copied, setCopied] = useState<Weekday | null>(null);
  const week = weekOf(hours);
  const change = (next: Partial<Week>) => onChange(hoursOf({ ...week, ...next }));
  return (
    <>
      <div className={classes.week}>
        {weekdays.map((day) => (
          <Day
            key={day}
            day={day}
            stretches={week[day]}
            before={week[weekdays[(weekdays.indexOf(day) + 6) % 7] ?? day]}
            readOnly={readOnly}
            onChange={(stretches) => change({ [day]: stretches })}
            onCopy={() => setCopied(day)}
          />
        ))}
      </div>
      <CopyDialog
        day={copied}
        onClose={() => setCopied(null)}
        onCopy={(days) => {
          if (copied) change(Object.fromEntries(days.map((day) => [day, week[copied]])));
          setCopied(null);
        }}
      />
    </>
  );
}

interface DayProps {
  day: Weekday;
  stretches: readonly Stretch[];
  /** Of the day before, whose nights reach into this one. */
  before: readonly Stretch[];
  readOnly: boolean;
  onChange: (stretches: Stretch[]) => void;
  onCopy: () => void;
}

function Day({ day, stretches: kept, before, readOnly, onChange, onCopy }: DayProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const name = weekdayName(day, language);
  // What is being typed keeps its place until it is a time.
  const [typed, setTyped] = useState<readonly Stretch[] | null>(null);
  const stretches = typed ?? kept;

  function set(next: readonly Stretch[]) {
    setTyped(next.every(isStretch) ? null : next);
    onChange([...next]);
  }
  const change = (index: number, part: Partial<Stretch>) =>
    set(stretches.map((stretch, each) => (each === index ? { ...stretch, ...part } : stretch)));

  return (
    <div className={classes.day} role="group" aria-label={name}>
      <Text fw={550} className={classes.dayName}>
        {name}
      </Text>
      <div className={classes.bar} aria-hidden>
        {before.filter(endsNextDay).map(({ to }, index) => (
          <span key={`night-${index}`} style={{ left: 0, width: share(minutesOf(to)) }} />
        ))}
        {stretches.filter(isStretch).map((stretch, index) => {
          const { from, to } = stretch;
          const end = endsNextDay(stretch) ? 24 * 60 : minutesOf(to);
          return (
            <span
              key={index}
              style={{ left: share(minutesOf(from)), width: share(end - minutesOf(from)) }}
              data-night={endsNextDay(stretch) || undefined}
            />
          );
        })}
      </div>
      <div className={classes.stretches}>
        {stretches.length === 0 && (
          <Text size="sm" c="dimmed">
            <Trans context="calendar day">Closed</Trans>
          </Text>
        )}
        {stretches.map((stretch, index) => (
          <Group key={index} gap={6} wrap="nowrap" align="flex-start">
            <TimeInput
              label={t`${name}: from`}
              value={stretch.from}
              readOnly={readOnly}
              error={isTime(stretch.from) && stretch.from !== "24:00" ? undefined : t`Such as 09:00`}
              onChange={(from) => change(index, { from })}
            />
            <Text component="span" mt={6} aria-hidden>
              –
            </Text>
            <TimeInput
              label={t`${name}: to`}
              value={stretch.to}
              readOnly={readOnly}
              error={
                isTime(stretch.to)
                  ? stretch.from === stretch.to
                    ? t`Not the same`
                    : undefined
                  : t`Such as 18:00`
              }
              onChange={(to) => change(index, { to })}
            />
            {!readOnly && (
              <ActionIcon
                variant="subtle"
                color="gray"
                mt={3}
                aria-label={t`Remove ${name} ${stretch.from}–${stretch.to}`}
                onClick={() => set(stretches.filter((_, each) => each !== index))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            )}
            {endsNextDay(stretch) && stretch.from !== stretch.to && (
              <Text size="xs" c="dimmed" mt={9}>
                <Trans>next day</Trans>
              </Text>
            )}
          </Group>
        ))}
      </div>
      {!readOnly && (
        <Group gap={4} wrap="nowrap" className={classes.dayActions}>
          <ActionIcon
            variant="subtle"
            aria-label={t`Add hours on ${name}`}
            title={t`Add hours on ${name}`}
            onClick={() => set([...stretches, nextStretch(stretches)])}
          >
            <IconPlus size={17} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t`Copy ${name} to other days`}
            title={t`Copy ${name} to other days`}
            onClick={onCopy}
          >
            <IconCopy size={16} aria-hidden />
          </ActionIcon>
        </Group>
      )}
    </div>
  );
}

const share = (minutes: number) => `${(minutes / (24 * 60)) * 100}%`;

interface CopyDialogProps {
  day: Weekday | null;
  onClose: () => void;
  onCopy: (days: Weekday[]) => void;
}

function CopyDialog({ day, onClose, onCopy }: CopyDialogProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const name = day === null ? "" : weekdayName(day, language);
  return (
    <Dialog opened={day !== null} onClose={onClose} title={t`Copy ${name} to`} size="sm">
      {day !== null && <CopyForm day={day} onClose={onClose} onCopy={onCopy} />}
    </Dialog>
  );
}

function CopyForm({ day, onClose, onCopy }: CopyDialogProps & { day: Weekday }) {
  const { language } = useFormats();
  const [chosen, setChosen] = useState<string[]>(weekdays.slice(0, 5).filter((each) => each !== day));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onCopy(weekdays.filter((each) => chosen.includes(each)));
      }}
    >
      <Stack gap="md">
        <Checkbox.Group value={chosen} onChange={setChosen}>
          <Stack gap={8}>
            {weekdays
              .filter((each) => each !== day)
              .map((each) => (
                <Checkbox key={each} value={each} label={weekdayName(each, language)} />
              ))}
          </Stack>
        </Checkbox.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" disabled={chosen.length === 0}>
            <Trans>Copy</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
