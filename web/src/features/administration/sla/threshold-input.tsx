import { useLingui } from "@lingui/react/macro";
import { NumberInput, Select } from "@mantine/core";
import { HoursInput } from "./goal-list";
import classes from "./policy.module.css";
import type { Warning } from "./queries";

interface ThresholdInputProps {
  /** What is read out for each of its parts. */
  kind: string;
  share: string;
  time: string;
  /** In percent. */
  greatest: number;
  value: Warning;
  onChange: (value: Warning) => void;
}

const hour = 3_600_000;

/** A point on the way to the target. */
export function ThresholdInput({ kind, share, time, greatest, value, onChange }: ThresholdInputProps) {
  const { t } = useLingui();
  return (
    <>
      <Select
        aria-label={kind}
        className={classes.promise}
        allowDeselect={false}
        data={[
          { value: "share", label: t({ message: "after a share of the target", context: "warning" }) },
          { value: "before", label: t({ message: "some time before the target", context: "warning" }) },
        ]}
        value={value.before == null ? "share" : "before"}
        onChange={(chosen) =>
          onChange(chosen === "before" ? { before: hour } : { share: greatest === 100 ? 100 : 80 })
        }
      />
      {value.before == null ? (
        <NumberInput
          aria-label={share}
          w={96}
          min={1}
          max={greatest}
          allowDecimal={false}
          allowNegative={false}
          suffix=" %"
          value={value.share ?? ""}
          onChange={(percent) => onChange({ share: Number(percent) || 0 })}
        />
      ) : (
        <HoursInput label={time} value={value.before} onChange={(before) => onChange({ before })} />
      )}
    </>
  );
}
