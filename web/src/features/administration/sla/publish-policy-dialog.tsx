import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Text, Textarea } from "@mantine/core";
import { answer, api, ifMatch } from "@/shared/api/client";
import { Dialog } from "@/shared/feedback/dialog";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { OpenTicketsPreview } from "./open-tickets-preview";
import type { Policy } from "./queries";

interface PublishPolicyDialogProps {
  opened: boolean;
  onClose: () => void;
  policyId: number;
  /** Of the draft. */
  version: number;
  onPublished: () => unknown;
}

/** The last look before a draft is in force. */
export function PublishPolicyDialog(props: PublishPolicyDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t`Publish the policy`}>
      {props.opened && <Publication {...props} />}
    </Dialog>
  );
}

function Publication({ onClose, policyId, version, onPublished }: PublishPolicyDialogProps) {
  const { t } = useLingui();
  const form = useServerForm<{ note: string }, Policy>({
    initialValues: { note: "" },
    guard: false,
    send: ({ note }) =>
      answer(
        api.POST("/api/sla/policies/{id}/publication", {
          params: { path: { id: policyId } },
          headers: ifMatch(version),
          body: { note },
        }),
      ),
    onSent: async () => {
      onClose();
      toast.done(t`The policy is published.`);
      await onPublished();
    },
  });
  return (
    <ServerFormView form={form} label={t`Publish the policy`}>
      <Text size="sm">
        <Trans>
          Clocks that run are counted anew in the background; nobody has to wait for it. Those that have
          stopped stay as they were measured.
        </Trans>
      </Text>
      <OpenTicketsPreview subject={{ policyId }} />
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
