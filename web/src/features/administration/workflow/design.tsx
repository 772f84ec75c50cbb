import { useLingui } from "@lingui/react/macro";
import { createContext, use } from "react";
import { useFormats } from "@/shared/i18n/formats";
import { inLanguage } from "../localized";
import type { FieldDefinition } from "../resources";
import type { Definition, RuleType } from "./definition";
import type { Problem } from "./places-of-problems";
import type { Change } from "./use-workflow-draft";

/** What all parts of the designer share. */
export interface Design {
  deskKey: string;
  workflowId: number;
  /** What is shown: the draft, or an earlier version. */
  definition: Definition;
  published: Definition;
  fields: readonly FieldDefinition[];
  ruleTypes: readonly RuleType[];
  problems: readonly Problem[];
  edit: (make: Change, part?: string) => void;
  select: (chosen: { status?: string; transition?: string }) => void;
}

export const DesignContext = createContext<Design | null>(null);

export function useDesign(): Design {
  const design = use(DesignContext);
  if (!design) throw new Error("Not inside a workflow's designer");
  return design;
}

/** How a work item can end. */
export function useResolutions(): Readonly<Record<string, string>> {
  const { t } = useLingui();
  return {
    done: t({ message: "Done", context: "resolution" }),
    workaround: t({ message: "Workaround given", context: "resolution" }),
    duplicate: t({ message: "Duplicate", context: "resolution" }),
    declined: t({ message: "Declined", context: "resolution" }),
    cannot_reproduce: t({ message: "Cannot reproduce", context: "resolution" }),
    withdrawn: t({ message: "Withdrawn", context: "resolution" }),
  };
}

/** How things of a workflow are called, in the reader's language. */
export function useNames() {
  const { t } = useLingui();
  const { language } = useFormats();
  const { definition, fields } = useDesign();
  return {
    status: (key: string) => {
      const status = definition.statuses.find((one) => one.key === key);
      return status ? inLanguage(status.name, language) || t`Without a name` : key;
    },
    transition: (key: string) => {
      const transition = definition.transitions.find((one) => one.key === key);
      return transition ? inLanguage(transition.name, language) || t`Without a name` : key;
    },
    field: (key: string) => {
      if (key === "resolution") return t`Resolution`;
      if (key === "assignee") return t`Assignee`;
      if (key === "reporter") return t`Reporter`;
      const field = fields.find((one) => one.key === key);
      return field ? inLanguage(field.name, language) : key;
    },
  };
}
