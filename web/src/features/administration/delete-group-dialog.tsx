import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { Dialog } from "@/shared/feedback/dialog";
import { problemText } from "@/shared/feedback/problem-text";
import type { PersonGroup } from "./resources";

interface DeleteGroupDialogProps {
  group: PersonGroup;
  opened: boolean;
  onClose: () => void;
  onDeleted: () => unknown;
}

/** Deletes a group; one that has members only for somebody who typed its name. */
export function DeleteGroupDialog({ group, opened, onClose, onDeleted }: DeleteGroupDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={opened} onClose={onClose} title={t`Delete the group ${group.name}?`}>
      <Question group={group} onClose={onClose} onDeleted={onDeleted} />
    </Dialog>
  );
}

function Question({ group, onClose, onDeleted }: Omit<DeleteGroupDialogProps, "opened">) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const mustType = group.memberCount > 0;
  const deletion = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE("/api/groups/{id}", {
          params: { path: { id: group.id } },
          headers: ifMatch(group.version),
        }),
      ),
    onSuccess: onDeleted,
  });
  const ready = !mustType || typed.normalize("NFC").trim() === group.name;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) deletion.mutate();
      }}
    >
      <Stack>
        <Text>
          {mustType ? (
            <Plural
              value={group.memberCount}
              one="Its # member loses the roles they have through it. The person stays. This cannot be undone."
              other="Its # members lose the roles they have through it. The people stay. This cannot be undone."
            />
          ) : (
            <Trans>Nobody is in it. Its roles on desks go with it. This cannot be undone.</Trans>
          )}
        </Text>
        {mustType && (
          <TextInput
            label={t`Type the group’s name to confirm`}
            description={group.name}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
            autoComplete="off"
          />
        )}
        {deletion.error && (
          <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
            {problemText(deletion.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus={!mustType || undefined}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" color="red.8" disabled={!ready} loading={deletion.isPending}>
            <Trans>Delete the group</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
