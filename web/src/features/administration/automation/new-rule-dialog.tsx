import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api, idempotencyKey } from "@/shared/api/client";
import { freshKey } from "@/shared/api/idempotency";
import { Dialog } from "@/shared/feedback/dialog";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import type { LocalizedDraft } from "../localized";
import { draftOf, isBlank } from "../localized";
import { LocalizedInput } from "../localized-input";
import type { Rule } from "./queries";
import { automationQueries } from "./queries";

interface NewRuleDialogProps {
  /** Null for a rule of the installation. */
  deskKey: string | null;
  opened: boolean;
  onClose: () => void;
}

/** A further rule, which waits for new tickets until it is told otherwise. */
export function NewRuleDialog(props: NewRuleDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t`New rule`} size="lg">
      {props.opened && <NewRule {...props} />}
    </Dialog>
  );
}

function NewRule({ deskKey, onClose }: NewRuleDialogProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key] = useState(freshKey);
  const form = useServerForm<{ name: LocalizedDraft }, Rule>({
    initialValues: { name: draftOf(null) },
    guard: false,
    validate: ({ name }) => (isBlank(name) ? { name: t`Enter a name in one language at least.` } : {}),
    send: ({ name }) =>
      answer(
        api.POST("/api/automation/rules", {
          headers: idempotencyKey(key),
          body: {
            deskKey,
            name: { ko: name.ko || null, en: name.en || null },
            definition: { trigger: { type: "created" }, steps: [], mayTriggerItself: false },
          },
        }),
      ),
    onSent: async (made) => {
      await client.invalidateQueries({ queryKey: automationQueries.rules(deskKey).queryKey });
      onClose();
      await (deskKey === null
        ? navigate({ to: "/admin/automation/$ruleId", params: { ruleId: made.id } })
        : navigate({ to: "/admin/desks/$deskKey/automation/$ruleId", params: { deskKey, ruleId: made.id } }));
    },
  });
  return (
    <ServerFormView form={form} label={t`New rule`}>
      <LocalizedInput form={form} path="name" label={t`Name`} required maxLength={100} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={form.sending}>
          <Trans>Create the rule</Trans>
        </Button>
      </Group>
    </ServerFormView>
  );
}
