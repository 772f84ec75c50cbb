import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Text, Textarea } from "@mantine/core";
import { answer, api, ifMatch } from "@/shared/api/client";
import { Dialog } from "@/shared/feedback/dialog";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import type { Rule } from "./queries";

interface PublishRuleDialogProps {
  opened: boolean;
  onClose: () => void;
  ruleId: number;
  /** Of the draft. */
  version: number;
  onPublished: () => unknown;
}

/** The last look before a draft is in force. */
export function PublishRuleDialog(props: PublishRuleDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t`Publish the rule`}>
      {props.opened && <Publication {...props} />}
    </Dialog>
  );
}

function Publication({ onClose, ruleId, version, onPublished }: PublishRuleDialogProps) {
  const { t } = useLingui();
  const form = useServerForm<{ note: string }, Rule>({
    initialValues: { note: "" },
    guard: false,
    send: ({ note }) =>
      answer(
        api.POST("/api/automation/rules/{id}/publication", {
          params: { path: { id: ruleId } },
          headers: ifMatch(version),
          body: { note },
        }),
      ),
    onSent: async () => {
      onClose();
      toast.done(t`The rule is published.`);
      await onPublished();
    },
  });
  return (
    <ServerFormView form={form} label={t`Publish the rule`}>
      <Text size="sm">
        <Trans>From now on it runs whenever this happens. What happened before lets nothing run.</Trans>
      </Text>
      <Textarea
        {...form.getInputProps("note")}
        label={t`Why`}
        description={t`Stands in the list of versions.`}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={1000}
        data-autofocus
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={form.sending}>
          <Trans>Publish</Trans>
        </Button>
      </Group>
    </ServerFormView>
  );
}
