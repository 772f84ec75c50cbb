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

/** Catalogues in use; those of features that few people open are added when they are opened. */
const used = new Set(["shared", "session", "workspace"]);

let wanted: Language = "en";
let coming: Promise<void> = Promise.resolve();

/** Loads what is wanted and used; begins again when that has changed meanwhile. */
async function show(): Promise<void> {
  const language = wanted;
  const features = [...used];
  const loads = features.map((feature) => catalogues[`../../locales/${feature}/${language}.ts`]?.());
  const messages = Object.assign(
    {},
    ...(await Promise.all(loads)).map((module) => module?.messages),
  ) as Messages;
  if (language !== wanted || features.length !== used.size) return show();
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
}

/** Brings a feature's texts along, for the routes of features that are not loaded from the start. */
export async function withTextsOf(feature: "administration" | "portal" | "profile" | "setup"): Promise<void> {
  if (!used.has(feature)) {
    used.add(feature);
    coming = show();
  }
  await coming;
}

/** Shows the app in this language from now on, and remembers it for the next visit before sign-in. */
export async function speak(language: Language): Promise<void> {
  wanted = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Not remembered then.
  }
  coming = show();
  await coming;
}
