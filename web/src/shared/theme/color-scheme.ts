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
