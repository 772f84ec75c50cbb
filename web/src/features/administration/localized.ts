import type { Language } from "@/shared/i18n/language";
import type { LocalizedText } from "./resources";

/** A text as a form holds it: every language has a string. */
export type LocalizedDraft = Record<Language, string>;

export function draftOf(text?: LocalizedText | null): LocalizedDraft {
  return { ko: text?.ko ?? "", en: text?.en ?? "" };
}

/** The text in this language, else in the other one. */
export function inLanguage(text: LocalizedText | null | undefined, language: Language): string {
  return text?.[language] || text?.[language === "ko" ? "en" : "ko"] || "";
}

export function isBlank(text: LocalizedText): boolean {
  return !text.ko?.trim() && !text.en?.trim();
}

/** `Cost centre` → `cost_centre`: a key to begin with; empty when nothing of the name can stand in one. */
export function keyFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[_0-9]+|_+$/g, "")
    .slice(0, 40);
}

/** `IT support` → `IT`, `Human resources` → `HR`, `Legal` → `LEGAL`: a desk's key to begin with. */
export function deskKeyFrom(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9 ]+/g, "")
    .split(/\s+/)
    .filter((word) => /^[A-Za-z]/.test(word));
  const abbreviation = words.find((word) => /^[A-Z][A-Z0-9]{1,9}$/.test(word));
  if (abbreviation) return abbreviation;
  const initials = words.map((word) => word.charAt(0)).join("");
  const key = initials.length > 1 ? initials : (words[0] ?? "");
  return key.length > 1 ? key.slice(0, 10).toUpperCase() : "";
}
