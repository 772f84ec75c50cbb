import { Anchor } from "@mantine/core";
import { RichText } from "../text/rich-text";
import type { Schemas } from "../api/client";
import type { FieldType } from "./field";
import { TableAnswer } from "./table-answer";

interface FieldAnswerProps {
  type: FieldType;
  value?: unknown;
  /** The answer in words, as the API gives it. */
  display: string;
  /** The rows of a table in words. */
  table?: Schemas["Table"] | null;
}

const anywhere = { overflowWrap: "anywhere" } as const;

/** An answer as it is read; addresses and phone numbers lead where they point. */
export function FieldAnswer({ type, value, display, table }: FieldAnswerProps) {
  if (table) return <TableAnswer table={table} />;
  if (typeof value !== "string") return display;
  if (type === "rich_text") return <RichText html={value} />;
  if (type === "url") {
    return (
      <Anchor href={value} target="_blank" rel="noopener noreferrer nofollow" inherit style={anywhere}>
        {display}
      </Anchor>
    );
  }
  if (type === "email") {
    return (
      <Anchor href={`mailto:${encodeURIComponent(value).replace("%40", "@")}`} inherit style={anywhere}>
        {display}
      </Anchor>
    );
  }
  if (type === "phone") {
    return (
      <Anchor href={dialled(value)} inherit>
        {display}
      </Anchor>
    );
  }
  return display;
}

/** `+82 2-123-4567 ext. 89` as a telephone takes it. */
function dialled(phone: string): string {
  const [number = "", extension] = phone.split(" ext. ");
  return `tel:${number.replace(/[^+\d]/g, "")}${extension ? `;ext=${extension}` : ""}`;
}
