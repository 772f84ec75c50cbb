import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, List, Stack, Switch, Text, Title } from "@mantine/core";
import { IconCopy, IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { problemLines } from "@/shared/feedback/problem-text";
import { useFormats } from "@/shared/i18n/formats";
import { deskQueries } from "../queries";
import { useDesign } from "./design";
import { LocalizedTextInput } from "./localized-text-input";
import { inNames } from "./places-of-problems";

/** What is said of the workflow as a whole, and how it is drawn. */
export function WorkflowPart() {
  const { t } = useLingui();
  const { deskKey, workflowId, definition, published, problems, edit } = useDesign();
  const { language } = useFormats();
  const client = useQueryClient();
  const workflows = useQuery(deskQueries.workflows(deskKey));
  const workflow = workflows.data?.find(({ id }) => id === workflowId);
  const share = useMutation({
    mutationFn: (shared: boolean) =>
      answer(
        api.PUT("/api/desks/{deskKey}/workflows/{id}/sharing", {
          params: { path: { deskKey, id: workflowId } },
          body: { shared },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: deskQueries.workflows(deskKey).queryKey }),
  });
  const refused = isProblem(share.error)
    ? inNames(share.error.errors, published, language).map(({ message }) => message)
    : [];
  const told = refused.length > 0 ? refused : problemLines(share.error);
  return (
    <Stack gap="md">
      <Title order={2} size="h3">
        <Trans>The workflow</Trans>
      </Title>
      <LocalizedTextInput
        label={t`Name`}
        required
        value={definition.name}
        error={problems.find(({ pointer }) => pointer.startsWith("/name"))?.message}
        onChange={(name) => edit((all) => ({ ...all, name }), "name")}
      />
      {workflow && (
        <Switch
          label={t`Other desks may follow it too`}
          description={t`They assign it to their kinds of work; only this desk changes it.`}
          checked={workflow.shared}
          disabled={share.isPending}
          error={told.join(" ") || undefined}
          onChange={(event) => share.mutate(event.currentTarget.checked)}
        />
      )}
      <div>
        <Title order={3} size="h4" mb={4}>
          <Trans>How it is drawn</Trans>
        </Title>
        <List size="sm" c="dimmed" spacing={2}>
          <List.Item>
            <Trans>Choose a status or a transition to say more about it here.</Trans>
          </List.Item>
          <List.Item>
            <Trans>
              Drag from the dot of one status to another for a transition; to an empty place for a new status.
            </Trans>
          </List.Item>
          <List.Item>
            <Trans>
              N makes a status, T a transition. Arrow keys move what is chosen, Delete removes it.
            </Trans>
          </List.Item>
          <List.Item>
            <Trans>
              Hold Shift and drag to choose several; Ctrl+C and Ctrl+V copy them with the transitions among
              them.
            </Trans>
          </List.Item>
        </List>
      </div>
      <Text size="sm" c="dimmed">
        <Trans>
          Everything is saved as a draft by itself. Tickets follow the published version until you publish.
        </Trans>
      </Text>
    </Stack>
  );
}

/** Stands where several things are chosen. */
export function SeveralChosen({
  count,
  onCopy,
  onDelete,
}: {
  count: number;
  onCopy: () => void;
  onDelete: () => void;
}) {
  return (
    <Stack gap="md">
      <Title order={2} size="h3">
        <Trans>{count} chosen</Trans>
      </Title>
      <Group gap="xs">
        <Button variant="default" size="xs" leftSection={<IconCopy size={15} aria-hidden />} onClick={onCopy}>
          <Trans>Duplicate</Trans>
        </Button>
        <Button
          variant="default"
          c="var(--mantine-color-error)"
          size="xs"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={onDelete}
        >
          <Trans>Remove</Trans>
        </Button>
      </Group>
    </Stack>
  );
}
