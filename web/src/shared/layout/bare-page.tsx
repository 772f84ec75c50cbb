import type { ReactNode } from "react";
import { lazy, Suspense } from "react";
import { LogoMark } from "../theme/logo";
import classes from "./bare-page.module.css";

const LanguageSwitch = lazy(() => import("./language-switch"));

/** The frame of pages before sign-in: the mark, the language switch, one card. */
export function BarePage({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <span className={classes.brand}>
          <LogoMark size={30} />
          Maru
        </span>
        <Suspense>
          <LanguageSwitch />
        </Suspense>
      </header>
      <main className={classes.main}>
        <div className={classes.card} data-wide={wide || undefined}>
          {children}
        </div>
      </main>
    </div>
  );
}
