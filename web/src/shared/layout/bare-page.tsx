import { useLingui } from "@lingui/react/macro";
import { SegmentedControl } from "@mantine/core";
import type { ReactNode } from "react";
import { isLanguage, languages, speak } from "../i18n/language";
import { LogoMark } from "../theme/logo";
import classes from "./bare-page.module.css";

/** The frame of pages before sign-in: the mark, the language switch, one card. */
export function BarePage({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  const { t, i18n } = useLingui();
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <span className={classes.brand}>
          <LogoMark size={30} />
          Maru
        </span>
        <SegmentedControl
          size="xs"
          aria-label={t`Language`}
          value={i18n.locale}
          onChange={(language) => {
            if (isLanguage(language)) void speak(language);
          }}
          data={languages.map(({ value, label }) => ({ value, label: <span lang={value}>{label}</span> }))}
        />
      </header>
      <main className={classes.main}>
        <div className={classes.card} data-wide={wide || undefined}>
          {children}
        </div>
      </main>
    </div>
  );
}
