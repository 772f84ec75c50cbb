import { useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import { useShortcuts } from "./shortcuts";

const Content = lazy(() => import("./help-sheet-content"));

/** `?` lists the keys that work on this page. */
export function HelpSheet() {
  const { t } = useLingui();
  const [opened, setOpened] = useState(false);
  useShortcuts([
    { keys: "?", label: t`Show keyboard shortcuts`, group: t`General`, run: () => setOpened(true) },
  ]);
  return <Suspense>{opened && <Content onClose={() => setOpened(false)} />}</Suspense>;
}
