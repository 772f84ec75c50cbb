import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Checkbox, MultiSelect, Select, TagsInput, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { teamsQuery } from "@/shared/person/directory";
import type { Trigger } from "./queries";
import classes from "./rule.module.css";
import { inputWords } from "./words";

type ManualTrigger = Extract<Trigger, { type: "manual" }>;
type ManualInput = Schemas["ManualInput"];

interface ManualFieldsProps {
  value: ManualTrigger;
  onChange: (value: ManualTrigger) => void;
}

/** Who may let a rule run by hand, and what they are asked before. */
export function ManualFields({ value, onChange }: ManualFieldsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { data: teams = [] } = useQuery(teamsQuery);
  const change = (position: number, part: Partial<ManualInput>) =>
    onChange({
      ...value,
      inputs: value.inputs.map((input, place) => (place === position ? { ...input, ...part } : input)),
    });
  return (
    <div className={classes.fields} style={{ width: "100%" }}>
      <MultiSelect
        label={t`Who may`}
        maw={420}
        searchable
        hidePickedOptions
        placeholder={value.groupIds?.length ? undefined : t`All who may change the ticket`}
        nothingFoundMessage={t`No group of that name`}
        data={teams.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={(value.groupIds ?? []).map(String)}
        onChange={(ids) => onChange({ ...value, groupIds: ids.length > 0 ? ids.map(Number) : null })}
      />
      {value.inputs.map((input, position) => {
        const number = position + 1;
        const used = `{{input.${input.key || "key"}}}`;
        return (
          // Rows have no names of their own and do not change their order.
          <div key={position} className={classes.step} role="group" aria-label={t`Question ${number}`}>
            <div className={classes.row} style={{ alignItems: "flex-start" }}>
              <TextInput
                label={t`Korean`}
                style={{ flex: "1 1 11rem" }}
                value={input.label.ko ?? ""}
                onChange={({ currentTarget }) =>
                  change(position, { label: { ...input.label, ko: currentTarget.value || null } })
                }
              />
              <TextInput
                label={t`English`}
                style={{ flex: "1 1 11rem" }}
                value={input.label.en ?? ""}
                onChange={({ currentTarget }) =>
                  change(position, { label: { ...input.label, en: currentTarget.value || null } })
                }
              />
              <Select
                label={t`Kind`}
                style={{ flex: "1 1 8rem" }}
                allowDeselect={false}
                data={Object.entries(inputWords).map(([type, words]) => ({
                  value: type,
                  label: i18n._(words),
                }))}
                value={input.type}
                onChange={(type) =>
                  type &&
                  change(position, {
                    type: type as ManualInput["type"],
                    choices: type === "choice" ? [] : null,
                  })
                }
              />
              <TextInput
                label={t`Key`}
                description={t`Steps use it as ${used}.`}
                inputWrapperOrder={["label", "input", "description"]}
                style={{ flex: "1 1 8rem" }}
                value={input.key}
                onChange={({ currentTarget }) => change(position, { key: currentTarget.value })}
              />
              <ActionIcon
                aria-label={t`Remove question ${number}`}
                mt={28}
                onClick={() =>
                  onChange({ ...value, inputs: value.inputs.filter((_, place) => place !== position) })
                }
              >
                <IconX size={16} />
              </ActionIcon>
            </div>
            {input.type === "choice" && (
              <TagsInput
                label={t`Choices`}
                value={input.choices ?? []}
                onChange={(choices) => change(position, { choices })}
              />
            )}
            <Checkbox
              mt={8}
              label={t`Must be answered`}
              checked={input.required}
              onChange={({ currentTarget }) => change(position, { required: currentTarget.checked })}
            />
          </div>
        );
      })}
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: "flex-start" }}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() =>
          onChange({
            ...value,
            inputs: [...value.inputs, { key: "", label: {}, type: "text", required: true }],
          })
        }
      >
        <Trans>Ask something before</Trans>
      </Button>
    </div>
  );
}
