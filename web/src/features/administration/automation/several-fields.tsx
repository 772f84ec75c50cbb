import { useLingui as useCatalogue } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import { LinkTypeInput } from "./link-type-input";
import { QueryInput } from "./query-input";
import type { Several } from "./queries";
import classes from "./rule.module.css";
import { TemplateInput } from "./template-input";
import { severalWords } from "./words";

const beginnings: Record<Several["type"], Several> = {
  linked: { type: "linked" },
  found: { type: "found", query: "" },
  values: { type: "values", value: "" },
};

/** What steps are done for. */
export function SeveralFields({ value, onChange }: { value: Several; onChange: (value: Several) => void }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const list = "{{ticket.labels}}";
  return (
    <div className={classes.fields}>
      <div className={classes.row}>
        <Select
          aria-label={t`For each what`}
          className={classes.kind}
          allowDeselect={false}
          data={Object.entries(severalWords).map(([type, words]) => ({ value: type, label: i18n._(words) }))}
          value={value.type}
          onChange={(type) => type && onChange(beginnings[type as Several["type"]])}
        />
        {value.type === "linked" && (
          <LinkTypeInput
            label={t`Kind of link`}
            any={t`any link`}
            link={value.link ?? null}
            outward={value.outward ?? null}
            onChange={(link, outward) => onChange({ ...value, link, outward })}
          />
        )}
      </div>
      {value.type === "found" && (
        <QueryInput value={value.query} onChange={(query) => onChange({ ...value, query })} />
      )}
      {value.type === "values" && (
        <TemplateInput
          label={t`Values, between commas, or a list such as ${list}`}
          value={value.value}
          onChange={(next) => onChange({ ...value, value: next })}
        />
      )}
    </div>
  );
}
