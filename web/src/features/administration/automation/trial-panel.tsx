import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Badge, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconFlask } from "@tabler/icons-react";
import type { SyntheticEvent } from "react";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { problemLines } from "@/shared/feedback/problem-text";
import { withTicket } from "./definition";
import type { RuleDraft, Trial } from "./queries";
import { StepRecords } from "./step-records";
import { stateColours, stateWords } from "./words";

/** What the draft would do with a real ticket; nothing of it stays. */
export function TrialPanel({ ruleId, draft }: { ruleId: number; draft: RuleDraft }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const [ticketKey, setTicketKey] = useState("");
  const [busy, setBusy] = useState(false);
  const [trial, setTrial] = useState<Trial | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const needed = withTicket(draft.definition);

  async function attempt(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    setTrial(null);
    try {
      setTrial(
        await answer(
          api.POST("/api/automation/rules/{id}/trial", {
            params: { path: { id: ruleId } },
            body: { ticketKey: needed ? ticketKey.trim() : null },
          }),
        ),
      );
    } catch (refused) {
      setFailure(refused);
    } finally {
      setBusy(false);
    }
  }

  const told = problemLines(failure).join(" ");
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {needed ? (
          <Trans>
            The draft runs on the ticket as if what it waits for had just happened, and all of it is taken
            back at once. Nobody is told.
          </Trans>
        ) : (
          <Trans>
            The draft runs as if what it waits for had just happened, and all of it is taken back at once.
            Nobody is told.
          </Trans>
        )}
      </Text>
      <form onSubmit={(event) => void attempt(event)} aria-label={t`Try the rule`}>
        <Group align="flex-end" gap="xs">
          {needed && (
            <TextInput
              label={t`Ticket`}
              placeholder="IT-123"
              value={ticketKey}
              onChange={({ currentTarget }) => setTicketKey(currentTarget.value)}
              error={told && <span role="alert">{told}</span>}
            />
          )}
          <Button
            type="submit"
            leftSection={<IconFlask size={16} aria-hidden />}
            loading={busy}
            disabled={(needed && ticketKey.trim() === "") || draft.problems.length > 0}
          >
            <Trans>Try it</Trans>
          </Button>
        </Group>
      </form>
      {!needed && told && (
        <Alert color="red" role="alert">
          {told}
        </Alert>
      )}
      {draft.problems.length > 0 && (
        <Alert color="orange">
          <Trans>The draft cannot be tried until what is marked on it is corrected.</Trans>
        </Alert>
      )}
      <div role="status">
        {trial && (
          <Stack gap="xs">
            <Group gap="xs">
              <Badge variant="light" color={stateColours[trial.state]}>
                {i18n._(stateWords[trial.state])}
              </Badge>
              {trial.reason && <Text size="sm">{trial.reason}</Text>}
            </Group>
            <StepRecords definition={draft.definition} records={trial.steps} />
          </Stack>
        )}
      </div>
    </Stack>
  );
}
