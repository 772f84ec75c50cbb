import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Select, Stack, Text, Textarea, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { Dialog } from "@/shared/feedback/dialog";
import { problemText } from "@/shared/feedback/problem-text";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { useDesign, useNames, useResolutions } from "./design";
import type { WorkflowDraft } from "./queries";

type Vanishing = Schemas["VanishingStatus"];

interface PublishDialogProps {
  opened: boolean;
  onClose: () => void;
  version: number;
  vanishing: readonly Vanishing[];
  changes: number;
  onPublished: (draft: WorkflowDraft, moving: number) => void;
}

/** The last look before a draft takes the published version's place. */
export function PublishDialog(props: PublishDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t`Publish the workflow`} size="lg">
      {props.opened && <Publication {...props} />}
    </Dialog>
  );
}

interface Destination {
  to: string | null;
  resolution: string | null;
}

function Publication({ onClose, version, vanishing, changes, onPublished }: PublishDialogProps) {
  const { t } = useLingui();
  const { deskKey, workflowId, definition } = useDesign();
  const names = useNames();
  const resolutions = useResolutions();
  const [note, setNote] = useState("");
  const [moves, setMoves] = useState<Record<string, Destination>>(() =>
    Object.fromEntries(
      vanishing.map(({ key, category }) => {
        // The likeliest place; whoever publishes has the last word.
        const alike = definition.statuses.find((status) => status.category === category);
        return [key, { to: alike?.key ?? null, resolution: null }];
      }),
    ),
  );
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  const category = (key: string | null) => definition.statuses.find((status) => status.key === key)?.category;
  const error = (pointer: string) =>
    isProblem(failure) ? failure.errors.find((one) => one.pointer === pointer)?.message : undefined;
  const placed = (pointer: string) => /^\/(moves\/\d+\/|note)/.test(pointer);
  const general = isProblem(failure)
    ? failure.errors.length > 0
      ? failure.errors.filter(({ pointer }) => !placed(pointer)).map(({ message }) => message)
      : [problemText(failure)]
    : failure
      ? [problemText(failure)]
      : [];
  const change = (key: string, next: Partial<Destination>) =>
    setMoves((before) => ({ ...before, [key]: { to: null, resolution: null, ...before[key], ...next } }));

  async function publish() {
    setSending(true);
    setFailure(null);
    try {
      const draft = await answer(
        api.POST("/api/desks/{deskKey}/workflows/{id}/publications", {
          params: { path: { deskKey, id: workflowId } },
          headers: ifMatch(version),
          body: {
            note,
            moves: vanishing.map(({ key }) => ({
              from: key,
              to: moves[key]?.to ?? "",
              resolution: moves[key]?.resolution ?? null,
            })),
          },
        }),
      );
      onPublished(
        draft,
        vanishing.reduce((sum, { tickets }) => sum + tickets, 0),
      );
    } catch (refused) {
      setFailure(refused);
      setSending(false);
    }
  }

  return (
    <form
      noValidate
      aria-label={t`Publish the workflow`}
      onSubmit={(event) => {
        event.preventDefault();
        void publish();
      }}
    >
      <Stack gap="md">
        {general.length > 0 && (
          <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
            {general.map((message) => (
              <div key={message}>{message}</div>
            ))}
          </Alert>
        )}
        <Text size="sm">
          <Trans>
            The draft takes the place of the published version for all tickets at once. Changes: {changes}.
            You can take it back at any time by publishing an earlier version.
          </Trans>
        </Text>
        {vanishing.length > 0 && (
          <div>
            <Title order={3} size="h4">
              <Trans>Where do the tickets go?</Trans>
            </Title>
            <Text size="sm" c="dimmed" mb="xs">
              <Trans>
                These statuses are gone in the draft, and tickets are in them. They move in the background;
                nobody has to wait for it.
              </Trans>
            </Text>
            <Stack gap="sm">
              {vanishing.map((gone, position) => {
                const name = gone.name;
                const count = gone.tickets;
                const move = moves[gone.key];
                const ends = category(move?.to ?? null) === "done" && gone.category !== "done";
                return (
                  <Stack key={gone.key} gap={6}>
                    <Group gap="xs">
                      <StatusBadge name={name} category={gone.category} />
                      <Text size="sm">
                        <Plural value={count} one="# ticket" other="# tickets" />
                      </Text>
                    </Group>
                    <Select
                      label={t`Tickets in “${name}” go to`}
                      required
                      data={definition.statuses.map(({ key }) => ({ value: key, label: names.status(key) }))}
                      value={move?.to ?? null}
                      allowDeselect={false}
                      error={error(`/moves/${position}/to`) ?? error(`/moves/${position}/from`)}
                      onChange={(to) => change(gone.key, { to })}
                    />
                    {ends && (
                      <Select
                        label={t`Resolution of the tickets that end by this`}
                        required
                        data={Object.entries(resolutions).map(([value, label]) => ({ value, label }))}
                        value={move?.resolution ?? null}
                        allowDeselect={false}
                        error={error(`/moves/${position}/resolution`)}
                        onChange={(resolution) => change(gone.key, { resolution })}
                      />
                    )}
                  </Stack>
                );
              })}
            </Stack>
          </div>
        )}
        <Textarea
          label={t`Why`}
          description={t`Stands in the list of versions.`}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={1000}
          value={note}
          error={error("/note")}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={sending}>
            <Trans>Publish</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
