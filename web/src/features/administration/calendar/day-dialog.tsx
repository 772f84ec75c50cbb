import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import { useFormats } from "@/shared/i18n/formats";
import type { CalendarContent, CalendarDay } from "./content";
import { closed, isChanged, isStretch, opened, unchanged, worked } from "./content";
import { TimeInput } from "./time-input";
import { lookOf, looks, openHours, reasonWords } from "./words";

interface DayDialogProps {
  day: CalendarDay | null;
  content: CalendarContent;
  readOnly: boolean;
  onChange: (content: CalendarContent) => void;
  onClose: () => void;
}

/** Why a day is as it is, and what can be made of it. */
export function DayDialog({ day, onClose, ...props }: DayDialogProps) {
  const { date: dateWords } = useFormats();
  return (
    <Dialog opened={day !== null} onClose={onClose} title={day === null ? "" : dateWords(day.date)}>
      {day && <Day key={day.date} day={day} {...props} />}
    </Dialog>
  );
}

function Day({ day, content, readOnly, onChange }: Omit<DayDialogProps, "onClose"> & { day: CalendarDay }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const [part, setPart] = useState<"close" | "open" | null>(null);
  const { date, reasons } = day;
  const holiday = reasons.find(({ kind }) => kind === "holiday");
  const workedHoliday = content.workedHolidays.includes(date);
  const isOpen = day.state !== "closed";
  return (
    <Stack gap="md">
      <div>
        <Text fw={600}>{i18n._(looks[lookOf(day)])}</Text>
        {isOpen && <Text>{openHours(day)}</Text>}
      </div>
      {reasons.map((reason, index) => (
        <div key={index}>
          <Text size="sm">
            <Text span inherit c="dimmed">
              {i18n._(reasonWords[reason.kind])}
            </Text>
            {reason.name && ` · ${reason.name}`}
          </Text>
          {reason.rule && (
            <Text size="xs" c="dimmed">
              {reason.rule}
            </Text>
          )}
        </div>
      ))}
      {!readOnly &&
        (part ? (
          <PartForm
            opens={part === "open"}
            onCancel={() => setPart(null)}
            onGiven={(name, stretch) =>
              onChange((part === "open" ? opened : closed)(content, date, name, stretch))
            }
          />
        ) : (
          <Stack gap="xs">
            {holiday && (
              <Button variant="default" onClick={() => onChange(worked(content, date, true))}>
                <Trans>This holiday is a working day here</Trans>
              </Button>
            )}
            {isOpen && (
              <Button variant="default" onClick={() => onChange(closed(content, date, t`Closed`, null))}>
                <Trans>Close the day</Trans>
              </Button>
            )}
            {isOpen && (
              <Button variant="default" onClick={() => setPart("close")}>
                <Trans>Close a part of it…</Trans>
              </Button>
            )}
            <Button variant="default" onClick={() => setPart("open")}>
              <Trans>Open it for a while…</Trans>
            </Button>
            {isChanged(content, date) && (
              <Button variant="default" onClick={() => onChange(unchanged(content, date))}>
                {workedHoliday ? (
                  <Trans>Take back what was said of this day; it is a holiday again</Trans>
                ) : (
                  <Trans>Take back what was said of this day</Trans>
                )}
              </Button>
            )}
          </Stack>
        ))}
    </Stack>
  );
}

interface PartFormProps {
  opens: boolean;
  onCancel: () => void;
  onGiven: (name: string, stretch: { from: string; to: string }) => void;
}

function PartForm({ opens, onCancel, onGiven }: PartFormProps) {
  const { t } = useLingui();
  const [name, setName] = useState("");
  const [from, setFrom] = useState(opens ? "09:00" : "13:00");
  const [to, setTo] = useState("18:00");
  const sound = isStretch({ from, to });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (sound) onGiven(name, { from, to });
      }}
    >
      <Stack gap="sm">
        <Group gap="sm" align="flex-start">
          <TimeInput
            label={opens ? t`Open from` : t`Closed from`}
            visibleLabel
            value={from}
            onChange={setFrom}
          />
          <TimeInput label={t`To`} visibleLabel value={to} onChange={setTo} />
        </Group>
        <TextInput
          label={t`Name`}
          description={t`Why; shown with the day.`}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            <Trans>Back</Trans>
          </Button>
          <Button type="submit" disabled={!sound}>
            {opens ? <Trans>Open</Trans> : <Trans>Close</Trans>}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
