import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Menu, Select, TextInput } from "@mantine/core";
import { IconRobot } from "@tabler/icons-react";
import { useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { answer, api, idempotencyKey } from "@/shared/api/client";
import { freshKey } from "@/shared/api/idempotency";
import { Dialog } from "@/shared/feedback/dialog";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";

type ManualRule = Schemas["ManualRule"];
type Inputs = Record<string, string>;

function send(ticketKey: string, rule: ManualRule, key: string, inputs: Inputs) {
  return answer(
    api.POST("/api/tickets/{key}/rules/{id}/runs", {
      params: { path: { key: ticketKey, id: rule.id } },
      headers: idempotencyKey(key),
      body: { inputs },
    }),
  );
}

interface RunRuleProps {
  ticketKey: string;
  rules: readonly ManualRule[];
}

/** The rules that somebody may let run on a ticket by hand. */
export default function RunRule({ ticketKey, rules }: RunRuleProps) {
  const { t } = useLingui();
  const [asked, setAsked] = useState<ManualRule | null>(null);

  async function run(rule: ManualRule) {
    if (rule.inputs.length > 0) {
      setAsked(rule);
      return;
    }
    try {
      await send(ticketKey, rule, freshKey(), {});
      toast.done(t`The rule runs in a moment.`);
    } catch (failure) {
      toast.failed(failure);
    }
  }

  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="xs" variant="default" leftSection={<IconRobot size={15} aria-hidden />}>
            <Trans>Run a rule</Trans>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {rules.map((rule) => (
            <Menu.Item key={rule.id} onClick={() => void run(rule)}>
              {rule.inputs.length > 0 ? `${rule.name}…` : rule.name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Dialog opened={asked !== null} onClose={() => setAsked(null)} title={asked?.name ?? ""}>
        {asked && <Questions ticketKey={ticketKey} rule={asked} onClose={() => setAsked(null)} />}
      </Dialog>
    </>
  );
}

interface QuestionsProps {
  ticketKey: string;
  rule: ManualRule;
  onClose: () => void;
}

/** What a rule asks before it runs. */
function Questions({ ticketKey, rule, onClose }: QuestionsProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const [key] = useState(freshKey);
  const form = useServerForm<{ inputs: Inputs }>({
    initialValues: { inputs: Object.fromEntries(rule.inputs.map((input) => [input.key, ""])) },
    guard: false,
    send: ({ inputs }) => send(ticketKey, rule, key, inputs),
    onSent: () => {
      toast.done(t`The rule runs in a moment.`);
      onClose();
    },
  });
  return (
    <ServerFormView form={form} label={rule.name}>
      {rule.inputs.map((input) => {
        const path = `inputs.${input.key}`;
        const label = input.label[language] ?? input.label.ko ?? input.label.en ?? input.key;
        const common = {
          ...form.getInputProps(path),
          label,
          required: input.required,
          "data-path": path,
        };
        return input.type === "choice" ? (
          <Select
            key={input.key}
            {...common}
            data={input.choices ?? []}
            clearable={!input.required}
            clearButtonProps={{ "aria-label": t`Clear` }}
          />
        ) : (
          <TextInput
            key={input.key}
            {...common}
            type={input.type === "date" ? "date" : "text"}
            inputMode={input.type === "number" ? "decimal" : undefined}
          />
        );
      })}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={form.sending}>
          <Trans>Run</Trans>
        </Button>
      </Group>
    </ServerFormView>
  );
}
