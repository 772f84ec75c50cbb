import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Checkbox, NumberInput, Select, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useFormats } from "@/shared/i18n/formats";
import { calendarQueries } from "../calendar/queries";
import { inLanguage } from "../localized";
import { QueryInput } from "./query-input";
import type { Trigger } from "./queries";
import classes from "./rule.module.css";
import { scheduleWords } from "./words";

type ScheduleTrigger = Extract<Trigger, { type: "schedule" }>;
type Schedule = ScheduleTrigger["schedule"];

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const zones = Intl.supportedValuesOf("timeZone");

const beginnings: Record<Schedule["type"], Schedule> = {
  cron: { type: "cron", expression: "0 9 * * MON", timeZone: here },
  interval: { type: "interval", minutes: 60 },
  business_days: { type: "business_days", calendarId: 2, at: "09:00" },
};

interface ScheduleFieldsProps {
  deskKey: string | null;
  value: ScheduleTrigger;
  onChange: (value: ScheduleTrigger) => void;
}

/** When a rule runs, and for which tickets. */
export function ScheduleFields({ deskKey, value, onChange }: ScheduleFieldsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { schedule } = value;
  const put = (next: Schedule) => onChange({ ...value, schedule: next });
  return (
    <div className={classes.fields} style={{ width: "100%" }}>
      <div className={classes.row}>
        <Select
          aria-label={t`How its times come again`}
          className={classes.kind}
          allowDeselect={false}
          data={Object.entries(scheduleWords).map(([type, words]) => ({ value: type, label: i18n._(words) }))}
          value={schedule.type}
          onChange={(type) => type && put(beginnings[type as Schedule["type"]])}
        />
        {schedule.type === "cron" && (
          <>
            <TextInput
              aria-label={t`Minute, hour, day of the month, month, day of the week`}
              placeholder="0 9 * * MON-FRI"
              style={{ flex: "0 1 12rem" }}
              value={schedule.expression}
              onChange={({ currentTarget }) => put({ ...schedule, expression: currentTarget.value })}
            />
            <Select
              aria-label={t`Time zone`}
              className={classes.kind}
              searchable
              allowDeselect={false}
              limit={50}
              nothingFoundMessage={t`Nothing found`}
              data={zones.includes(schedule.timeZone) ? zones : [schedule.timeZone, ...zones]}
              value={schedule.timeZone}
              onChange={(timeZone) => timeZone && put({ ...schedule, timeZone })}
            />
          </>
        )}
        {schedule.type === "interval" && (
          <NumberInput
            aria-label={t`Minutes between two times`}
            style={{ flex: "0 1 10rem" }}
            min={1}
            max={525600}
            allowDecimal={false}
            suffix={t` minutes`}
            value={schedule.minutes}
            onChange={(minutes) => put({ ...schedule, minutes: Number(minutes) || 0 })}
          />
        )}
        {schedule.type === "business_days" && (
          <BusinessDayFields deskKey={deskKey} value={schedule} onChange={put} />
        )}
      </div>
      {schedule.type === "cron" && (
        <Text size="xs" c="dimmed">
          <Trans>Minute, hour, day of the month, month, day of the week, as in crontab.</Trans>
        </Text>
      )}
      <Checkbox
        label={t`For each ticket that a query finds then`}
        checked={value.query != null}
        onChange={({ currentTarget }) => onChange({ ...value, query: currentTarget.checked ? "" : null })}
      />
      {value.query != null && (
        <QueryInput value={value.query} onChange={(query) => onChange({ ...value, query })} />
      )}
    </div>
  );
}

interface BusinessDayFieldsProps {
  deskKey: string | null;
  value: Extract<Schedule, { type: "business_days" }>;
  onChange: (value: Schedule) => void;
}

function BusinessDayFields({ deskKey, value, onChange }: BusinessDayFieldsProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const { data: calendars = [] } = useQuery(calendarQueries.list(deskKey));
  return (
    <>
      <Select
        aria-label={t`Calendar`}
        className={classes.kind}
        allowDeselect={false}
        data={calendars.map(({ id, name }) => ({ value: String(id), label: inLanguage(name, language) }))}
        value={String(value.calendarId)}
        onChange={(id) => id && onChange({ ...value, calendarId: Number(id) })}
      />
      <TextInput
        aria-label={t`Time of day`}
        type="time"
        style={{ flex: "0 1 9rem" }}
        value={value.at}
        onChange={({ currentTarget }) => onChange({ ...value, at: currentTarget.value })}
      />
    </>
  );
}
