import { useLingui } from "@lingui/react/macro";
import { SegmentedControl } from "@mantine/core";
import { isLanguage, languages, speak } from "../i18n/language";

/** The language of the pages before sign-in. */
export default function LanguageSwitch() {
  const { t, i18n } = useLingui();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t`Language`}
      value={i18n.locale}
      onChange={(language) => {
        if (isLanguage(language)) void speak(language);
      }}
      data={languages.map(({ value, label }) => ({ value, label: <span lang={value}>{label}</span> }))}
    />
  );
}
