import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Code, CopyButton, Stack, Text, TextInput } from "@mantine/core";
import { IconKey, IconPlus, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { toast } from "@/shared/feedback/toast";
import type { Trigger } from "./queries";
import classes from "./rule.module.css";

type WebhookTrigger = Extract<Trigger, { type: "webhook" }>;

interface WebhookFieldsProps {
  ruleId: number;
  value: WebhookTrigger;
  onChange: (value: WebhookTrigger) => void;
}

/** Where another system calls, by what it proves itself, and what of that which it sends the rule uses. */
export function WebhookFields({ ruleId, value, onChange }: WebhookFieldsProps) {
  const { t } = useLingui();
  const address = `${window.location.origin}/api/hooks/automation/${ruleId}`;
  const rows = Object.entries(value.values);
  const put = (next: [string, string][]) => onChange({ ...value, values: Object.fromEntries(next) });
  return (
    <div className={classes.fields} style={{ width: "100%" }}>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        <Trans>
          It calls <Code>POST {address}</Code> with JSON.
        </Trans>
      </Text>
      <SecretMaker ruleId={ruleId} />
      <TextInput
        label={t`Where the key of a ticket stands`}
        description={t`For a rule that acts on a ticket, such as /issue/key. Empty for one that begins without.`}
        maw={420}
        value={value.ticket ?? ""}
        onChange={({ currentTarget }) => onChange({ ...value, ticket: currentTarget.value || null })}
      />
      {rows.map(([name, where], position) => {
        const number = position + 1;
        const change = (next: [string, string]) =>
          put(rows.map((row, place) => (place === position ? next : row)));
        return (
          // Rows keep their order, and their names change while they are typed.
          <div key={position} className={classes.row} role="group" aria-label={t`Value ${number}`}>
            <TextInput
              aria-label={t`Name`}
              leftSection={
                <Text size="xs" c="dimmed">
                  webhook.
                </Text>
              }
              leftSectionWidth={74}
              style={{ flex: "1 1 12rem", maxWidth: "18rem" }}
              value={name}
              onChange={({ currentTarget }) => change([currentTarget.value, where])}
            />
            <TextInput
              aria-label={t`Where it stands`}
              placeholder="/issue/title"
              style={{ flex: "1 1 12rem", maxWidth: "18rem" }}
              value={where}
              onChange={({ currentTarget }) => change([name, currentTarget.value])}
            />
            <ActionIcon
              aria-label={t`Remove value ${number}`}
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
        onClick={() => put([...rows, [`value${rows.length + 1}`, "/"]])}
      >
        <Trans>Use a value of what is sent</Trans>
      </Button>
    </div>
  );
}

/** Makes the rule's secret and shows it this once. */
function SecretMaker({ ruleId }: { ruleId: number }) {
  const { t } = useLingui();
  const [secret, setSecret] = useState<string | null>(null);

  async function make() {
    const sure = await confirm({
      title: t`Make a new secret?`,
      body: (
        <Trans>
          It is shown once. A system that uses the secret before cannot call the rule with it any more.
        </Trans>
      ),
      confirm: t`Make a secret`,
    });
    if (!sure) return;
    try {
      const made = await answer(
        api.POST("/api/automation/rules/{id}/secret", { params: { path: { id: ruleId } } }),
      );
      setSecret(made.secret);
    } catch (failure) {
      toast.failed(failure);
    }
  }

  const bearer = <Code>Authorization: Bearer</Code>;
  const signature = <Code>Maru-Signature: sha256=…</Code>;
  return (
    <Stack gap={6} align="flex-start">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconKey size={15} aria-hidden />}
        onClick={() => void make()}
      >
        <Trans>Make a secret…</Trans>
      </Button>
      <Text size="xs" c="dimmed">
        <Trans>
          The other system sends it as {bearer}, or the HMAC-SHA256 of the body by it as {signature}.
        </Trans>
      </Text>
      {secret !== null && (
        <div className={classes.row} role="status">
          <Code style={{ overflowWrap: "anywhere" }}>{secret}</Code>
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button size="compact-xs" variant="default" onClick={copy}>
                {copied ? t`Copied` : t`Copy`}
              </Button>
            )}
          </CopyButton>
        </div>
      )}
    </Stack>
  );
}
