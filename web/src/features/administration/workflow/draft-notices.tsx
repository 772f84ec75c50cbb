import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Progress, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { RelativeTime } from "@/shared/i18n/time";
import type { WorkflowDraft } from "./queries";
import { workflowQueries } from "./queries";
import type { DraftEditing } from "./use-workflow-draft";

/** How far what was changed is kept, in a word. */
export function DraftState({ draft }: { draft: DraftEditing }) {
  if (draft.conflict !== null) return null;
  switch (draft.state) {
    case "failed":
      return (
        <Button size="compact-xs" variant="light" color="red" onClick={draft.retry}>
          <Trans>Not saved. Try again</Trans>
        </Button>
      );
    case "saved":
      return draft.version === 0 ? <Trans>As published</Trans> : <Trans>Draft saved</Trans>;
    default:
      return <Trans>Saving…</Trans>;
  }
}

/** Somebody else has saved the draft meanwhile: whose stays? */
export function ConflictNotice({ draft }: { draft: DraftEditing }) {
  if (!draft.conflict) return null;
  return (
    <Alert role="alert" color="orange" mb="md" icon={<IconAlertTriangle size={18} aria-hidden />}>
      <Group gap="xs">
        <Text size="sm" flex="1 1 300px">
          <ConflictText draft={draft.conflict} />
        </Text>
        <Button size="xs" variant="default" onClick={draft.takeTheirs}>
          <Trans>Discard mine, show theirs</Trans>
        </Button>
        <Button size="xs" onClick={draft.keepMine}>
          <Trans>Save mine over theirs</Trans>
        </Button>
      </Group>
    </Alert>
  );
}

function ConflictText({ draft }: { draft: WorkflowDraft }) {
  const person = draft.editedBy?.displayName ?? "";
  return draft.editedAt ? (
    <Trans>
      {person} saved this draft <RelativeTime instant={draft.editedAt} />. What you changed since is still
      here and has not been saved.
    </Trans>
  ) : (
    <Trans>
      The draft was published or discarded meanwhile. What you changed since is still here and has not been
      saved.
    </Trans>
  );
}

interface MovingNoticeProps {
  deskKey: string;
  workflowId: number;
  /** How many tickets the last publication was to move. */
  moving: number;
}

/** How many tickets are still on their way out of statuses that a publication took away. */
export function MovingNotice({ deskKey, workflowId, moving }: MovingNoticeProps) {
  const { t } = useLingui();
  const vanished = useQuery({
    ...workflowQueries.vanished(deskKey, workflowId),
    refetchInterval: ({ state }) => (state.data && state.data.length > 0 ? 1_500 : false),
  });
  const left = (vanished.data ?? []).reduce((sum, { tickets }) => sum + tickets, 0);
  const total = Math.max(moving, left);
  if (left === 0) return null;
  return (
    <Alert color="blue" mb="md" role="status">
      <Text size="sm" mb={6}>
        <Trans>
          Tickets are moving out of statuses that are gone: {left} are still on their way. They can be worked
          on meanwhile.
        </Trans>
      </Text>
      <Progress value={((total - left) / total) * 100} aria-label={t`Tickets moved`} />
    </Alert>
  );
}

/** An earlier version is looked at, not the draft. */
export function VersionNotice({ version, onBack }: { version: number; onBack: () => void }) {
  return (
    <Alert color="gray" mb="md" role="status">
      <Group gap="xs">
        <Text size="sm" flex="1 1 240px">
          <Trans>You are looking at version {version}. It cannot be changed.</Trans>
        </Text>
        <Button size="xs" variant="default" onClick={onBack}>
          <Trans>Back to the draft</Trans>
        </Button>
      </Group>
    </Alert>
  );
}
