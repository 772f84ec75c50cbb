import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Select, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api, idempotencyKey } from "@/shared/api/client";
import { freshKey } from "@/shared/api/idempotency";
import { Dialog } from "@/shared/feedback/dialog";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { useConfiguredDesks } from "../configured-desks";
import type { Rule, RuleDraft } from "./queries";
import { automationQueries } from "./queries";

interface CopyRuleDialogProps {
  rule: Rule;
  draft: RuleDraft;
  opened: boolean;
  onClose: () => void;
}

/** Makes what a rule says the draft of another one, also on another desk. */
export function CopyRuleDialog(props: CopyRuleDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t`Copy the rule`}>
      {props.opened && <CopyRule {...props} />}
    </Dialog>
  );
}

function CopyRule({ rule, draft, onClose }: CopyRuleDialogProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const desks = useConfiguredDesks();
  const [key] = useState(freshKey);
  const form = useServerForm<{ deskKey: string }, Rule>({
    initialValues: { deskKey: rule.deskKey ?? desks[0]?.key ?? "" },
    guard: false,
    send: ({ deskKey }) =>
      answer(
        api.POST("/api/automation/rules", {
          headers: idempotencyKey(key),
          body: { deskKey, name: rule.name, definition: draft.definition },
        }),
      ),
    onSent: async (made, { deskKey }) => {
      await client.invalidateQueries({ queryKey: automationQueries.rules(deskKey).queryKey });
      onClose();
      await navigate({
        to: "/admin/desks/$deskKey/automation/$ruleId",
        params: { deskKey, ruleId: made.id },
      });
    },
  });
  return (
    <ServerFormView form={form} label={t`Copy the rule`}>
      <Text size="sm" c="dimmed">
        <Trans>The copy is a draft. What it names that the desk does not have is marked there.</Trans>
      </Text>
      <Select
        {...form.getInputProps("deskKey")}
        label={t`Desk`}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t`Nothing found`}
        data={desks.map(({ key: value, name }) => ({ value, label: `${name} (${value})` }))}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={form.sending}>
          <Trans>Copy</Trans>
        </Button>
      </Group>
    </ServerFormView>
  );
}
