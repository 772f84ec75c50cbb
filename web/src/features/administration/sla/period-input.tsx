import { useLingui } from "@lingui/react/macro";
import { SegmentedControl } from "@mantine/core";
import type { ReactNode } from "react";
import { useState } from "react";
import { FieldInput } from "@/shared/field/field-input";
import { useFormats } from "@/shared/i18n/formats";
import type { Period } from "./period";
import { lastPeriod } from "./period";

interface PeriodChoice<Further extends string> {
  kind: "month" | "quarter" | "own" | Further;
  period: Period;
  /** Whether it ends before it begins, or a day is missing. */
  incomplete: boolean;
  input: ReactNode;
}

/** A past period, chosen; the last quarter at first. */
export function usePeriod<Further extends string = never>(further?: {
  value: Further;
  label: string;
}): PeriodChoice<Further> {
  const { t } = useLingui();
  const { timeZone } = useFormats();
  const [kind, setKind] = useState<PeriodChoice<Further>["kind"]>("quarter");
  const [own, setOwn] = useState(() => lastPeriod("month", new Date(), timeZone));
  const past = kind === "month" ? "month" : kind === "quarter" ? "quarter" : null;
  const period = past ? lastPeriod(past, new Date(), timeZone) : own;
  return {
    kind,
    period,
    incomplete: period.first === "" || period.last === "" || period.first > period.last,
    input: (
      <>
        <SegmentedControl
          aria-label={t`Period`}
          data={[
            { value: "month", label: t`Last month` },
            { value: "quarter", label: t`Last quarter` },
            { value: "own", label: t`Other` },
            ...(further ? [further] : []),
          ]}
          value={kind}
          onChange={(next) => setKind(next as typeof kind)}
        />
        {kind === "own" && (
          <>
            <Day label={t`From`} value={own.first} onChange={(first) => setOwn({ ...own, first })} />
            <Day label={t`To`} value={own.last} onChange={(last) => setOwn({ ...own, last })} />
          </>
        )}
      </>
    ),
  };
}

function Day({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <FieldInput
      field={{ key: label, type: "date", label, required: true }}
      value={value}
      onChange={(date) => onChange(typeof date === "string" ? date : "")}
    />
  );
}
