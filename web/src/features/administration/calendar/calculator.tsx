import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Group, SegmentedControl, Stack, Table, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { DurationInput } from "@/shared/field/duration-input";
import { formatsIn, useFormats } from "@/shared/i18n/formats";
import { wallTime } from "@/shared/i18n/time-zone";
import classes from "./calendar.module.css";
import type { CalendarContent } from "./content";
import { isWellFormed } from "./content";
import type { CalendarAnswer } from "./queries";
import { calendarQueries } from "./queries";

interface CalculatorProps {
  deskKey: string | null;
  content: CalendarContent;
}

const hour = 3_600_000;

/** "When is four hours after Friday at half past five?", counted line by line by what is written now. */
export function Calculator({ deskKey, content }: CalculatorProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const [now] = useState(() => wallTime(new Date(), content.zone).replace(" ", "T").slice(0, 16));
  const [mode, setMode] = useState<"due" | "elapsed">("due");
  const [from, setFrom] = useState(now);
  const [to, setTo] = useState(now);
  const [amount, setAmount] = useState<number | string>(4 * hour);
  const [asked] = useDebouncedValue({ content, from, to, amount, mode }, 300);
  const complete =
    isWellFormed(asked.content) &&
    asked.from !== "" &&
    (asked.mode === "due" ? typeof asked.amount === "number" : asked.to !== "");
  const calculation = useQuery({
    ...calendarQueries.calculation(
      deskKey,
      asked.content,
      asked.from,
      asked.mode === "due" ? { milliseconds: Number(asked.amount) } : { to: asked.to },
    ),
    enabled: complete,
  });
  // All of it happens by the calendar's clocks.
  const formats = formatsIn(language, content.zone);
  return (
    <Stack gap="sm">
      <SegmentedControl
        value={mode}
        onChange={(next) => setMode(next as "due" | "elapsed")}
        data={[
          { value: "due", label: t`When is it due?` },
          { value: "elapsed", label: t`How much time is it?` },
        ]}
        w="fit-content"
        maw="100%"
      />
      <Group align="flex-end" gap="sm">
        <TextInput
          type="datetime-local"
          label={t({ message: "From", context: "calculator" })}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        {mode === "due" ? (
          <DurationInput
            label={t`Business time`}
            value={amount}
            onChange={setAmount}
            error={typeof amount === "number" ? undefined : t`For example 4h or 1d 2h`}
          />
        ) : (
          <TextInput
            type="datetime-local"
            label={t({ message: "To", context: "calculator" })}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        )}
      </Group>
      <div aria-live="polite">
        {complete && calculation.error && (
          <LoadFailure failure={calculation.error} onRetry={() => void calculation.refetch()} />
        )}
        {complete && calculation.data && !calculation.error && (
          <Answer answer={calculation.data} mode={asked.mode} formats={formats} />
        )}
      </div>
    </Stack>
  );
}

interface AnswerProps {
  answer: CalendarAnswer;
  mode: "due" | "elapsed";
  formats: ReturnType<typeof formatsIn>;
}

function Answer({ answer, mode, formats }: AnswerProps) {
  const { t } = useLingui();
  const from = formats.dateTime(answer.from);
  const to = answer.to ? formats.dateTime(answer.to) : "";
  const counted = hoursWords(answer.milliseconds, formats);
  return (
    <Stack gap="xs">
      <Text fw={600}>
        {mode === "elapsed" ? (
          <Trans>{counted} of business time</Trans>
        ) : answer.to ? (
          <Trans>Due {to}</Trans>
        ) : (
          <Trans>Never: from then on the calendar is open for {counted} in all.</Trans>
        )}
      </Text>
      {answer.stretches.length === 0 ? (
        <Text size="sm" c="dimmed">
          <Trans>No open time is counted from {from}.</Trans>
        </Text>
      ) : (
        <Table className={classes.counted} verticalSpacing={4} aria-label={t`What is counted`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t({ message: "From", context: "calculator" })}</Table.Th>
              <Table.Th>{t({ message: "To", context: "calculator" })}</Table.Th>
              <Table.Th ta="end">{t`Counted`}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {answer.stretches.map((stretch) => (
              <Table.Tr key={stretch.from}>
                <Table.Td>{formats.dateTime(stretch.from)}</Table.Td>
                <Table.Td>{formats.dateTime(stretch.to)}</Table.Td>
                <Table.Td ta="end">{hoursWords(stretch.milliseconds, formats)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {answer.more && (
        <Text size="sm" c="dimmed">
          <Plural
            value={answer.stretches.length}
            one="Only the first stretch is shown."
            other="Only the first # stretches are shown."
          />
        </Text>
      )}
    </Stack>
  );
}

/** In hours, since a day of business time is as long as each calendar makes it. */
function hoursWords(milliseconds: number, formats: ReturnType<typeof formatsIn>): string {
  const hours = Math.floor(milliseconds / hour);
  const rest = milliseconds - hours * hour;
  if (hours < 24) return formats.duration(milliseconds);
  const words = new Intl.NumberFormat(formats.language, {
    style: "unit",
    unit: "hour",
    unitDisplay: formats.language === "ko" ? "long" : "narrow",
  }).format(hours);
  return rest >= 30_000 ? `${words} ${formats.duration(rest)}` : words;
}
