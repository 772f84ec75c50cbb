import { useLingui } from "@lingui/react/macro";
import { MultiSelect } from "@mantine/core";
import { useMemo } from "react";
import { useFormats } from "@/shared/i18n/formats";

interface CurrencyPickerProps {
  label: string;
  /** ISO 4217 codes. */
  value: string[];
  onChange: (codes: string[]) => void;
  error?: React.ReactNode;
}

/** The currencies in which may be answered, in the order in which they are offered. */
export function CurrencyPicker({ label, value, onChange, error }: CurrencyPickerProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: "currency" });
    return Intl.supportedValuesOf("currency").map((code) => ({
      value: code,
      label: `${code} ${names.of(code) ?? ""}`,
    }));
  }, [language]);
  return (
    <MultiSelect
      label={label}
      description={t`The first one is chosen to begin with.`}
      required
      searchable
      hidePickedOptions
      limit={50}
      nothingFoundMessage={t`Nothing found`}
      data={currencies}
      value={value}
      onChange={onChange}
      error={error}
      flex="1 1 100%"
    />
  );
}
