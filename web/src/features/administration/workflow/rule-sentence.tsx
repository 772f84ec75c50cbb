import { useLingui } from "@lingui/react/macro";
import { useFormats } from "@/shared/i18n/formats";
import { inLanguage } from "../localized";
import type { LocalizedText } from "../resources";
import type { Rule, RuleParameter, RuleType } from "./definition";
import { useDesign, useNames, useResolutions } from "./design";
import { useNamedById } from "./named-by-id";

/** Whether a parameter means anything beside the others. */
export function asksFor({ name }: RuleParameter, { comparison, to, who }: Record<string, unknown>): boolean {
  switch (name) {
    case "value":
    case "other_field":
      return comparison !== "is_empty" && comparison !== "is_not_empty";
    case "person":
      return (to === undefined && who === undefined) || to === "person" || who === "person";
    case "group":
      return to === undefined || to === "least_loaded" || to === "round_robin";
    default:
      return true;
  }
}

const listed = (value: unknown): unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

/** Groups and people that a rule names, by id. */
export function useNamed(rule: Rule, type: RuleType | undefined) {
  const ids = (kind: "group" | "person") =>
    (type?.parameters ?? [])
      .filter((parameter) => parameter.type === kind)
      .flatMap((parameter) => listed(rule.parameters[parameter.name]))
      .filter((id): id is number => typeof id === "number");
  return useNamedById(ids("person"), ids("group"));
}

/** A rule as people read it: what it does, and with what. */
export function RuleSentence({ rule, type }: { rule: Rule; type: RuleType | undefined }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const { fields } = useDesign();
  const names = useNames();
  const named = useNamed(rule, type);
  const resolutions = useResolutions();

  function word(parameter: RuleParameter, value: unknown): string {
    switch (parameter.type) {
      case "field":
        return names.field(String(value));
      case "status":
        return `“${names.status(String(value))}”`;
      case "choice":
        return parameter.choices.find(({ key }) => key === value)?.name ?? String(value);
      case "group":
        return named.group(value);
      case "person":
        return named.person(value);
      case "localized_text":
        return `“${inLanguage(value as LocalizedText, language)}”`;
      case "value": {
        const key = String(rule.parameters.field);
        if (key === "resolution") return resolutions[String(value)] ?? String(value);
        if (value === "today") return t`today`;
        if (value === "now") return t`now`;
        const field = fields.find((one) => one.key === key);
        const option = field?.options.find((one) => one.key === value);
        if (option) return inLanguage(option.name, language);
        if (typeof value === "boolean") return value ? t`yes` : t`no`;
        return typeof value === "object" ? JSON.stringify(value) : String(value);
      }
      default:
        return typeof value === "object" ? JSON.stringify(value) : String(value);
    }
  }

  if (!type) return <span>{rule.type}</span>;
  const details = type.parameters
    .flatMap((parameter) => {
      const values = listed(rule.parameters[parameter.name]);
      return values.length === 0 ? [] : [values.map((value) => word(parameter, value)).join(", ")];
    })
    .join(" ");
  return (
    <span>
      <b>{type.name}</b>
      {details && `: ${details}`}
    </span>
  );
}
