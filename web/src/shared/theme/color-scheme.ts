import type { MantineColorScheme, MantineColorSchemeManager } from "@mantine/core";

const key = "maru.theme";

/** Keeps the appearance under the name that `first-paint.js` reads before the first paint. */
export const colorSchemeManager: MantineColorSchemeManager = {
  get(fallback) {
    try {
      const stored = localStorage.getItem(key);
      return stored === "light" || stored === "dark" || stored === "auto" ? stored : fallback;
    } catch {
      return fallback;
    }
  },
  set(value: MantineColorScheme) {
    try {
      localStorage.setItem(key, value);
    } catch {
      // Not remembered then.
    }
  },
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear() {
    localStorage.removeItem(key);
  },
};

/** Prints in light colours, whatever the screen looks like: dark ones are left out on paper, and leave light letters behind. */
export function printLight(): void {
  const root = document.documentElement;
  const attribute = "data-mantine-color-scheme";
  let onScreen = "light";
  // Not by the library, which draws again only after the browser has taken its picture.
  window.matchMedia("print").addEventListener("change", ({ matches }) => {
    if (matches) onScreen = root.getAttribute(attribute) ?? onScreen;
    root.setAttribute(attribute, matches ? "light" : onScreen);
  });
}
