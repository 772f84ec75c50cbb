import { useLingui } from "@lingui/react/macro";
import { Select, Stack } from "@mantine/core";
import { FieldInput } from "@/shared/field/field-input";
import { useFormats } from "@/shared/i18n/formats";
import { wallTime } from "@/shared/i18n/time-zone";

interface DateBoundProps {
  label: string;
  /** Empty for none, `today`, or a calendar date. */
  value: string;
  onChange: (value: string) => void;
  error?: React.ReactNode;
}

/** The first or last day that may be answered. */
export function DateBound({ label, value, onChange, error }: DateBoundProps) {
  const { t } = useLingui();
  const { timeZone } = useFormats();
  const kind = value === "" ? "none" : value === "today" ? "today" : "date";
  return (
    <Stack gap={6} flex="1 1 200px">
      <Select
        label={label}
        data={[
          { value: "none", label: t`No limit` },
          { value: "today", label: t`The day it is answered` },
          { value: "date", label: t`A certain date` },
        ]}
        value={kind}
        onChange={(next) =>
          onChange(
            next === "today" ? "today" : next === "date" ? wallTime(new Date(), timeZone).slice(0, 10) : "",
          )
        }
        allowDeselect={false}
        error={kind === "date" ? undefined : error}
      />
      {kind === "date" && (
        <FieldInput
          field={{ key: "date", type: "date", label: t`Date`, required: true }}
          value={value}
          onChange={(date) => onChange(typeof date === "string" ? date : "")}
          error={error}
        />
      )}
    </Stack>
  );
}
