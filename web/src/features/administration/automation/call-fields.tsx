import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import type { Schemas } from "@/shared/api/client";
import classes from "./rule.module.css";
import { TemplateInput } from "./template-input";

type CallAction = { type: "call" } & Schemas["CallAction"];

interface CallFieldsProps {
  value: CallAction;
  onChange: (value: CallAction) => void;
}

/** Where another system is told, and the members of the JSON that it is sent. */
export function CallFields({ value, onChange }: CallFieldsProps) {
  const { t } = useLingui();
  const rows = Object.entries(value.values);
  const put = (next: [string, string][]) => onChange({ ...value, values: Object.fromEntries(next) });
  return (
    <div className={classes.fields}>
      <TextInput
        label={t`Address`}
        type="url"
        placeholder="https://hooks.example.com/maru"
        maw={560}
        value={value.address}
        onChange={({ currentTarget }) => onChange({ ...value, address: currentTarget.value })}
      />
      {rows.map(([name, text], position) => {
        const number = position + 1;
        const change = (next: [string, string]) =>
          put(rows.map((row, place) => (place === position ? next : row)));
        return (
          // Rows keep their order, and their names change while they are typed.
          <div
            key={position}
            className={classes.row}
            style={{ alignItems: "flex-start" }}
            role="group"
            aria-label={t`Value ${number}`}
          >
            <TextInput
              label={t`Name`}
              style={{ flex: "0 1 10rem" }}
              value={name}
              onChange={({ currentTarget }) => change([currentTarget.value, text])}
            />
            <div className={classes.wide}>
              <TemplateInput label={t`Text`} value={text} onChange={(next) => change([name, next])} />
            </div>
            <ActionIcon
              aria-label={t`Remove value ${number}`}
              style={{ alignSelf: "flex-end" }}
              onClick={() => put(rows.filter((_, place) => place !== position))}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        );
      })}
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: "flex-start" }}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => put([...rows, [`value${rows.length + 1}`, ""]])}
      >
        <Trans>Send a further value</Trans>
      </Button>
    </div>
  );
}
