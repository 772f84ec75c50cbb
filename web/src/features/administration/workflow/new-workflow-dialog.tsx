import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api, idempotencyKey } from "@/shared/api/client";
import { freshKey } from "@/shared/api/idempotency";
import { Dialog } from "@/shared/feedback/dialog";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import type { LocalizedDraft } from "../localized";
import { draftOf, isBlank } from "../localized";
import { LocalizedInput } from "../localized-input";
import { deskQueries } from "../queries";
import type { Workflow } from "../resources";
import { workflowTemplatesQuery } from "./queries";

interface NewWorkflowDialogProps {
  deskKey: string;
  opened: boolean;
  onClose: () => void;
  workflows: readonly Workflow[];
}

/** A further workflow of a desk: the plainest, one of a template, or a copy of one that is there. */
export function NewWorkflowDialog(props: NewWorkflowDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t`New workflow`} size="lg">
      {props.opened && <NewWorkflow {...props} />}
    </Dialog>
  );
}

interface Values extends Record<string, unknown> {
  name: LocalizedDraft;
  begin: string;
}

function NewWorkflow({ deskKey, onClose, workflows }: NewWorkflowDialogProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const templates = useQuery(workflowTemplatesQuery);
  const [key] = useState(freshKey);
  const form = useServerForm<Values, Workflow>({
    initialValues: { name: draftOf(null), begin: "plain" },
    guard: false,
    validate: ({ name, begin }) =>
      begin === "plain" && isBlank(name) ? { name: t`Enter a name in one language at least.` } : {},
    send: ({ name, begin }) => {
      const [kind, id = ""] = begin.split(" ");
      const source = kind === "copy" ? workflows.find((one) => String(one.id) === id) : undefined;
      return answer(
        api.POST("/api/desks/{deskKey}/workflows", {
          params: { path: { deskKey } },
          headers: idempotencyKey(key),
          body: {
            name: isBlank(name) ? null : { ko: name.ko || null, en: name.en || null },
            template: kind === "template" ? id : null,
            copyOf: source ? { deskKey: source.deskKey, workflowId: source.id } : null,
          },
        }),
      );
    },
    onSent: async (made) => {
      await client.invalidateQueries({ queryKey: deskQueries.workflows(deskKey).queryKey });
      onClose();
      await navigate({
        to: "/admin/desks/$deskKey/workflows/$workflowId",
        params: { deskKey, workflowId: made.id },
      });
    },
  });
  const template = templates.data?.find((one) => `template ${one.key}` === form.values.begin);
  return (
    <ServerFormView form={form} label={t`New workflow`}>
      <Select
        {...form.getInputProps("begin")}
        label={t`Begin with`}
        allowDeselect={false}
        searchable
        data={[
          { value: "plain", label: t`The plainest: a beginning and an end` },
          {
            group: t`Templates`,
            items: (templates.data ?? [])
              .filter((one) => one.key !== "plain")
              .map((one) => ({ value: `template ${one.key}`, label: one.name })),
          },
          {
            group: t`Copies`,
            items: workflows.map(({ id, name, deskKey: owner }) => ({
              value: `copy ${id}`,
              label: owner === deskKey ? name : t`${name} (of the desk ${owner})`,
            })),
          },
        ]}
      />
      {template?.description && (
        <Text size="sm" c="dimmed">
          {template.description}
        </Text>
      )}
      <LocalizedInput
        form={form}
        path="name"
        label={t`Name`}
        description={
          form.values.begin === "plain" ? undefined : t`Empty means the name of what it begins with.`
        }
        required={form.values.begin === "plain"}
        maxLength={100}
      />
      <Stack gap={0}>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={form.sending}>
            <Trans>Create the workflow</Trans>
          </Button>
        </Group>
      </Stack>
    </ServerFormView>
  );
}
