import { useLingui as useCatalogue } from "@lingui/react";
import { Select } from "@mantine/core";
import type { Schemas } from "@/shared/api/client";
import classes from "./rule.module.css";
import { linkWords } from "./words";

type LinkType = Schemas["LinkAction"]["link"];

interface LinkTypeInputProps {
  label: string;
  /** What no kind of link is called; a kind has to be chosen when it is left out. */
  any?: string;
  link: LinkType | null;
  outward: boolean | null;
  onChange: (link: LinkType | null, outward: boolean | null) => void;
}

/** What one ticket is to another, in words that read from the ticket at hand. */
export function LinkTypeInput({ label, any, link, outward, onChange }: LinkTypeInputProps) {
  const { i18n } = useCatalogue();
  return (
    <Select
      aria-label={label}
      className={classes.kind}
      allowDeselect={false}
      data={[
        ...(any === undefined ? [] : [{ value: "any", label: any }]),
        ...Object.entries(linkWords).map(([value, words]) => ({ value, label: i18n._(words) })),
      ]}
      value={link === null ? "any" : `${link} ${link === "relates_to" || outward !== false}`}
      onChange={(chosen) => {
        if (chosen === null || chosen === "any") return onChange(null, null);
        const [type, way] = chosen.split(" ");
        onChange(type as LinkType, type === "relates_to" && any !== undefined ? null : way === "true");
      }}
    />
  );
}
