import { useLingui } from "@lingui/react/macro";
import { lazy, Suspense, useEffect, useState } from "react";
import { useShortcuts } from "./shortcuts";

const Palette = lazy(() => import("./palette"));
let openPalette: () => void = () => undefined;

/** Opens the palette from a button. */
export const commandPalette = { open: () => openPalette() };

/** Ctrl/⌘ K. The palette's code is loaded when it is first opened. */
export function CommandPalette() {
  const { t } = useLingui();
  const [asked, setAsked] = useState(0);
  const open = () => setAsked((times) => times + 1);
  useShortcuts([{ keys: "mod+k", label: t`Open the command palette`, group: t`General`, run: open }]);
  useEffect(() => {
    openPalette = () => setAsked((times) => times + 1);
    return () => {
      openPalette = () => undefined;
    };
  }, []);
  if (asked === 0) return null;
  return (
    <Suspense>
      <Palette asked={asked} />
    </Suspense>
  );
}
