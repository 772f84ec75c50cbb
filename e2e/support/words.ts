import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export type Language = "ko" | "en";

const locales = join(dirname(fileURLToPath(import.meta.url)), "../../web/src/locales");

/** The web app's Korean words by the English ones, read from its catalogues. */
function koreanWords(): Map<string, string> {
  const words = new Map<string, string>();
  for (const part of readdirSync(locales, { withFileTypes: true })) {
    if (!part.isDirectory()) continue;
    const entries = readFileSync(join(locales, part.name, "ko.po"), "utf8").split("\n\n");
    for (const entry of entries) {
      const text = (name: string) =>
        [...(new RegExp(`^${name} ((?:".*"\\n?)+)`, "m").exec(entry)?.[1] ?? "").matchAll(/"(.*)"/g)]
          .map(([, line]) => JSON.parse(`"${line ?? ""}"`) as string)
          .join("");
      const english = text("msgid");
      if (english !== "" && !words.has(english)) words.set(english, text("msgstr"));
    }
  }
  return words;
}

let korean: Map<string, string> | undefined;

/** What the web app says in this language where it says this in English. */
export function wordsIn(language: Language) {
  return (english: string): string => {
    if (language === "en") return english;
    korean ??= koreanWords();
    const found = korean.get(english);
    if (!found) throw new Error(`The web app has no Korean for “${english}”`);
    return found;
  };
}
