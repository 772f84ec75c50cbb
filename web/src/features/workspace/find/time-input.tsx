import { useLingui as useCatalogue } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { NumberInput, Select, TextInput } from "@mantine/core";
import { timeWays, unitNames } from "./condition-words";
import type { Operand, Time, Unit } from "./conditions";
import { edges, timeOf, timeOperand, units } from "./conditions";
import classes from "./query-builder.module.css";

interface TimeInputProps {
  label: string;
  value: Operand | undefined;
  onChange: (value: Operand) => void;
  /** Whether a time of the day can be said. */
  withTime: boolean;
}

/** A time: a day, so long ago, the beginning of a week … */
export function TimeInput({ label, value, onChange, withTime }: TimeInputProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const time: Time = timeOf(value) ?? { way: "date", written: "" };
  const change = (next: Time) => onChange(timeOperand(next));
  const ways: Array<Time["way"]> = ["ago", "ahead", "date", ...(withTime ? ["minute" as const] : []), "now"];

  function choose(way: string | null) {
    if (way === null || way === time.way) return;
    if (way === "ago" || way === "ahead")
      change("amount" in time ? { ...time, way } : { way, amount: 7, unit: "d" });
    else if (way === "date") change({ way, written: time.way === "minute" ? time.written.slice(0, 10) : "" });
    else if (way === "minute")
      change({ way, written: time.way === "date" && time.written ? `${time.written} 00:00` : "" });
    else if (way === "now") change({ way });
    else change({ way: way as (typeof edges)[number], step: "step" in time ? time.step : 0 });
  }

  return (
    <div className={classes.time} role="group" aria-label={label}>
      {"amount" in time && (
        <>
          <NumberInput
            size="sm"
            aria-label={t`How many`}
            className={classes.amount}
            min={0}
            max={999_999}
            allowDecimal={false}
            allowNegative={false}
            value={time.amount}
            onChange={(amount) => change({ ...time, amount: Number(amount) || 0 })}
          />
          <Select
            size="sm"
            aria-label={t`Unit`}
            className={classes.unit}
            allowDeselect={false}
            data={units.map((unit) => ({ value: unit, label: i18n._(unitNames[unit]) }))}
            value={time.unit}
            onChange={(unit) => change({ ...time, unit: unit as Unit })}
          />
        </>
      )}
      {(time.way === "date" || time.way === "minute") && (
        <TextInput
          size="sm"
          type={time.way === "date" ? "date" : "datetime-local"}
          aria-label={time.way === "date" ? t`Day` : t`Day and time`}
          className={classes.day}
          value={time.written.replace(" ", "T")}
          onChange={({ currentTarget }) =>
            change({ way: time.way, written: currentTarget.value.replace("T", " ").slice(0, 16) })
          }
        />
      )}
      <Select
        size="sm"
        aria-label={t`Kind of time`}
        className={classes.timeWay}
        allowDeselect={false}
        data={[...ways, ...edges].map((way) => ({ value: way, label: i18n._(timeWays[way]) }))}
        value={time.way}
        onChange={choose}
        comboboxProps={{ width: "max-content" }}
      />
      {"step" in time && (
        <NumberInput
          size="sm"
          aria-label={t`How many further`}
          title={t`0 is the current one, −1 the one before it, 1 the next`}
          className={classes.amount}
          min={-999}
          max={999}
          allowDecimal={false}
          value={time.step}
          onChange={(step) => change({ ...time, step: Number(step) || 0 })}
        />
      )}
    </div>
  );
}
