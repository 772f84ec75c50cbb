import { useLingui } from "@lingui/react/macro";
import type { NumberInputProps } from "@mantine/core";
import { NativeSelect, NumberInput, Text } from "@mantine/core";
import type { Money } from "./money";

interface MoneyInputProps extends Omit<NumberInputProps, "value" | "onChange" | "onBlur"> {
  label: string;
  value: Money | null;
  onChange: (value: Money) => void;
  onBlur?: () => void;
  /** ISO 4217 codes; the first is taken until another is chosen. */
  currencies: readonly string[];
}

/** An amount and its currency. The amount stays the text it is, so that no digit is rounded away. */
export function MoneyInput({ label, value, onChange, currencies, disabled, ...input }: MoneyInputProps) {
  const { t } = useLingui();
  const amount = value?.amount ?? "";
  const currency = value?.currency ?? currencies[0] ?? "";
  // An old answer keeps its currency although it is not offered any more.
  const offered = currency === "" || currencies.includes(currency) ? currencies : [...currencies, currency];
  return (
    <NumberInput
      {...input}
      label={label}
      disabled={disabled}
      value={amount}
      onValueChange={(typed, { source }) => {
        if (String(source) === "event") onChange({ amount: typed.value, currency });
      }}
      allowNegative={false}
      thousandSeparator=","
      clampBehavior="none"
      trimLeadingZeroesOnBlur={false}
      withKeyboardEvents={false}
      hideControls
      inputMode="decimal"
      rightSectionWidth={offered.length > 1 ? 92 : 56}
      rightSection={
        offered.length > 1 ? (
          <NativeSelect
            variant="unstyled"
            // Else it takes the width of the section that it stands in.
            rightSectionWidth={28}
            w={84}
            aria-label={t`Currency: ${label}`}
            data={offered}
            value={currency}
            disabled={disabled}
            onChange={(event) => onChange({ amount, currency: event.currentTarget.value })}
          />
        ) : (
          <Text size="sm" c="dimmed">
            {currency}
          </Text>
        )
      }
    />
  );
}
