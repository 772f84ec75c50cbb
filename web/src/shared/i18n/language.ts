import type { Messages } from "@lingui/core";
import { i18n } from "@lingui/core";

export type Language = "ko" | "en";

export const languages: ReadonlyArray<{ value: Language; label: string }> = [
  { value: "ko", label: "한국어" },
  { value: "en", label: "English" },
];

const catalogues = import.meta.glob<{ messages: Messages }>("../../locales/*/*.ts");
const storageKey = "maru.language";

export function isLanguage(value: unknown): value is Language {
  return value === "ko" || value === "en";
}

/** The language to greet somebody in whom we do not know yet: the last one used here, else the browser's. */
export function presumedLanguage(): Language {
  try {
    const stored = localStorage.getItem(storageKey);
    if (isLanguage(stored)) return stored;
  } catch {
    // Storage can be switched off.
  }
  return navigator.language.toLowerCase().startsWith("ko") ? "ko" : "en";
}

/** Shows the app in this language from now on, and remembers it for the next visit before sign-in. */
export async function speak(language: Language): Promise<void> {
  const loads = Object.entries(catalogues)
    .filter(([path]) => path.endsWith(`/${language}.ts`))
    .map(([, load]) => load());
  const messages = Object.assign(
    {},
    ...(await Promise.all(loads)).map((module) => module.messages),
  ) as Messages;
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Not remembered then.
  }
}
