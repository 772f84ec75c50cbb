import { useLingui } from "@lingui/react/macro";
import { DateInput, DatesProvider, DateTimePicker } from "@mantine/dates";
import "@mantine/dates/styles.css";
import "dayjs/locale/ko";
import type { ReactNode } from "react";
import { useFormats } from "../i18n/formats";
import { instantOf, wallTime } from "../i18n/time-zone";
import { dateBound } from "./field";

interface DateFieldProps {
  id: string;
  label: ReactNode;
  description?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  onBlur?: () => void;
  /** A calendar date, or with `withTime` an instant. */
  value: string | null;
  onChange: (value: string | null) => void;
  withTime?: boolean;
  earliest?: string | null;
  latest?: string | null;
  "data-path"?: string;
}

/** Monday, as in queries, in opening hours and in the calendars made of them: a week at work begins with its first working day. */
const firstDayOfWeek = 1;

/** A date, or a date and time in the person's zone. Loaded only by forms that have one. */
export default function DateField({
  value,
  onChange,
  withTime = false,
  earliest,
  latest,
  ...input
}: DateFieldProps) {
  const { t } = useLingui();
  const { language, timeZone } = useFormats();
  const today = wallTime(new Date(), timeZone).slice(0, 10);
  const bounds = { minDate: dateBound(earliest, today), maxDate: dateBound(latest, today) };
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek, consistentWeeks: true }}>
      {withTime ? (
        <DateTimePicker
          {...input}
          {...bounds}
          value={value ? wallTime(new Date(value), timeZone) : null}
          onChange={(wall) => onChange(wall ? instantOf(wall, timeZone).toISOString() : null)}
          valueFormat="YYYY-MM-DD HH:mm"
          placeholder={t`Choose a date and time`}
          clearable={!input.required}
          clearButtonProps={{ "aria-label": t`Clear` }}
          submitButtonProps={{ "aria-label": t`Done` }}
          timePickerProps={{ hoursInputLabel: t`Hours`, minutesInputLabel: t`Minutes` }}
        />
      ) : (
        <DateInput
          {...input}
          {...bounds}
          value={value}
          onChange={onChange}
          valueFormat="YYYY-MM-DD"
          placeholder={t`For example ${today}`}
          clearable={!input.required}
          clearButtonProps={{ "aria-label": t`Clear` }}
        />
      )}
    </DatesProvider>
  );
}
