import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { IconDoorExit } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { toast } from "@/shared/feedback/toast";
import type { PersonRef } from "@/shared/person/person";
import { useSession } from "@/shared/session/session";
import { ColleagueList, ColleaguePicker } from "./colleague-picker";
import type { Request } from "./portal-queries";
import { rememberRequest, requestQueries } from "./portal-queries";
import classes from "./request-page.module.css";

/** Who follows a request beside the person who sent it. */
export function Sharing({ request }: { request: Request }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { person: me } = useSession();
  const [busy, setBusy] = useState(false);
  const people: PersonRef[] = request.participants;
  const participating = people.some(({ id }) => id === me.id);

  async function change(person: PersonRef, sharing: boolean): Promise<boolean> {
    setBusy(true);
    try {
      const target = { params: { path: { key: request.key, personId: person.id } } };
      const path = "/api/requests/{key}/participants/{personId}";
      const changed = await answer(sharing ? api.PUT(path, target) : api.DELETE(path, target));
      if (person.id !== me.id) rememberRequest(client, changed);
      return true;
    } catch (failure) {
      toast.failed(failure);
      return false;
    } finally {
      setBusy(false);
    }
  }

  async function add(person: PersonRef) {
    if (await change(person, true)) toast.done(t`${person.displayName} can now follow this request.`);
  }

  async function remove(person: PersonRef) {
    if (await change(person, false)) {
      toast.done(t`No longer shared with ${person.displayName}.`, () => void change(person, true));
    }
  }

  async function leave() {
    const sure = await confirm({
      title: <Trans>Stop following this request?</Trans>,
      body: (
        <Trans>
          You no longer see it, and only {request.reporter.displayName} can share it with you again. What you
          wrote stays.
        </Trans>
      ),
      confirm: <Trans>Stop following</Trans>,
    });
    if (!sure || !(await change(me, false))) return;
    await navigate({ to: "/portal/requests" });
    client.removeQueries({ queryKey: requestQueries.detail(request.key).queryKey });
    void client.invalidateQueries({ queryKey: [...requestQueries.all, "list"] });
  }

  if (people.length === 0 && !request.permissions.share) return null;
  return (
    <Paper component="section" className={classes.panel} aria-label={t`Shared with`}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          <Trans>Shared with</Trans>
        </Title>
        {people.length === 0 && (
          <Text size="sm" c="dimmed">
            <Trans>Only you and the desk see this request.</Trans>
          </Text>
        )}
        <ColleagueList
          people={people}
          onRemove={request.permissions.share ? (person) => void remove(person) : undefined}
        />
        {request.permissions.share && (
          <ColleaguePicker
            label={t`Share with a colleague`}
            without={[...people, request.reporter]}
            onChoose={(person) => void add(person)}
            disabled={busy}
          />
        )}
        {participating && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDoorExit size={15} aria-hidden />}
            onClick={() => void leave()}
            loading={busy}
          >
            <Trans>Stop following</Trans>
          </Button>
        )}
      </Stack>
    </Paper>
  );
}
