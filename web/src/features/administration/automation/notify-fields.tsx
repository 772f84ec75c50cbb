import { useLingui as useCatalogue } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { MultiSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { teamsQuery } from "@/shared/person/directory";
import classes from "./rule.module.css";
import { TemplateInput } from "./template-input";
import { recipientWords } from "./words";

type NotifyAction = { type: "notify" } & Schemas["NotifyAction"];

interface NotifyFieldsProps {
  value: NotifyAction;
  onChange: (value: NotifyAction) => void;
}

/** Who is told, and what. */
export function NotifyFields({ value, onChange }: NotifyFieldsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { data: teams = [] } = useQuery(teamsQuery);
  return (
    <div className={classes.fields}>
      <div className={classes.row}>
        <MultiSelect
          label={t`Whom`}
          className={classes.wide}
          hidePickedOptions
          data={Object.entries(recipientWords).map(([who, words]) => ({ value: who, label: i18n._(words) }))}
          value={value.to ?? []}
          onChange={(to) =>
            onChange({ ...value, to: to.length > 0 ? (to as NonNullable<typeof value.to>) : null })
          }
        />
        <MultiSelect
          label={t`Groups`}
          className={classes.wide}
          searchable
          hidePickedOptions
          nothingFoundMessage={t`No group of that name`}
          data={teams.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={(value.groupIds ?? []).map(String)}
          onChange={(ids) => onChange({ ...value, groupIds: ids.length > 0 ? ids.map(Number) : null })}
        />
      </div>
      <TemplateInput
        label={t`Text`}
        rows={2}
        value={value.text}
        onChange={(text) => onChange({ ...value, text })}
      />
    </div>
  );
}
