import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { tags } from "@lezer/highlight";

const keywords = new Set(
  "and or not in is was changed empty null order by asc desc after before during on from to".split(" "),
);

/** Colours for the words of the language; what they mean only the server knows. */
const language = StreamLanguage.define({
  token(stream) {
    if (stream.eatSpace()) return null;
    const quote = stream.match(/^["'“‘]/) as RegExpMatchArray | null;
    if (quote) {
      const closing = { "“": "”", "‘": "’" }[quote[0]] ?? quote[0];
      for (let next = stream.next(); next !== undefined && next !== closing; next = stream.next())
        if (next === "\\") stream.next();
      return "string";
    }
    if (stream.match(/^(?:!=|!~|<=|>=|<>|&&|\|\||[=<>~!&|])/)) return "operator";
    if (stream.match(/^[()[\],]/)) return "punctuation";
    const word = stream.match(/^[^\s"'“”‘’(),=!<>~&|[\]]+/) as RegExpMatchArray | null;
    if (!word) {
      stream.next();
      return null;
    }
    if (keywords.has(word[0].toLowerCase())) return "keyword";
    if (stream.peek() === "(") return "variableName.function";
    return /^[+-]?\d/.test(word[0]) ? "number" : null;
  },
});

const style = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--mantine-primary-color-light-color)", fontWeight: "600" },
  { tag: tags.operator, color: "var(--mantine-color-dimmed)" },
  { tag: tags.string, color: "light-dark(var(--mantine-color-teal-9), var(--mantine-color-teal-3))" },
  { tag: tags.number, color: "light-dark(var(--mantine-color-teal-9), var(--mantine-color-teal-3))" },
  {
    tag: tags.function(tags.variableName),
    color: "light-dark(var(--mantine-color-grape-8), var(--mantine-color-grape-3))",
  },
]);

export const queryLanguage = [language, syntaxHighlighting(style)];
