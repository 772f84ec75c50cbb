import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { problemLines } from "@/shared/feedback/problem-text";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useFormats } from "@/shared/i18n/formats";
import { wallTime } from "@/shared/i18n/time-zone";
import { between } from "./period";
import { usePeriod } from "./period-input";
import type { SimulationSubject } from "./simulation";
import { beginSimulation, simulationQuery } from "./simulation";
import classes from "./simulation.module.css";
import { SimulationResult } from "./simulation-result";

interface SimulationPanelProps {
  subject: SimulationSubject;
  /** Why it cannot be tried as it is now. */
  hindered?: string;
  /** The one that is looked at. */
  simulation: number | undefined;
  onSimulation: (id: number | undefined) => void;
}

/** What a draft would have meant: a period is chosen, its tickets are measured by the draft and compared. */
export function SimulationPanel({ subject, hindered, simulation, onSimulation }: SimulationPanelProps) {
  const { t } = useLingui();
  const { timeZone } = useFormats();
  const client = useQueryClient();
  const chosen = usePeriod();
  const { period, incomplete } = chosen;
  const found = useQuery({ ...simulationQuery(simulation ?? 0), enabled: simulation !== undefined });
  const beginning = useMutation({
    mutationFn: () => beginSimulation(subject, between(period, timeZone)),
    onSuccess: (begun) => {
      client.setQueryData(simulationQuery(begun.id).queryKey, begun);
      onSimulation(begun.id);
    },
  });
  const wrong = problemLines(beginning.error);
  const running = found.data?.state === "running";
  const first = dayOf(found.data?.from, 0);
  const last = dayOf(found.data?.to, -1);

  function dayOf(instant: string | null | undefined, shift: number): string {
    return instant == null ? "" : wallTime(new Date(Date.parse(instant) + shift), timeZone).slice(0, 10);
  }

  return (
    <>
      <section aria-label={t`Period`}>
        <Text size="sm" mb="sm">
          <Trans>
            The tickets of a past period are measured by the draft and compared with what is in force.
          </Trans>
        </Text>
        <Group gap="sm" align="flex-end">
          {chosen.input}
          <Button
            loading={beginning.isPending}
            disabled={incomplete || running || hindered !== undefined}
            onClick={() => beginning.mutate()}
          >
            <Trans>Simulate</Trans>
          </Button>
        </Group>
        <Text size="sm" c="dimmed" mt={6} role="status">
          {hindered ??
            (incomplete ? t`The end must be after the beginning.` : `${period.first} – ${period.last}`)}
        </Text>
        {wrong.map((line) => (
          <Text key={line} size="sm" c="var(--mantine-color-error)" role="alert">
            {line}
          </Text>
        ))}
      </section>
      {simulation !== undefined && (
        <section className={classes.found} aria-label={t`What would have been`}>
          <Title order={2} size="h3" mb="xs">
            <Trans>What would have been</Trans>
          </Title>
          {found.error && !found.data ? (
            <LoadFailure failure={found.error} onRetry={() => void found.refetch()} />
          ) : found.data ? (
            <>
              {last !== "" && (
                <Text size="sm" c="dimmed" mb={6}>
                  <Trans>
                    Tickets created from {first} to {last}
                  </Trans>
                </Text>
              )}
              <SimulationResult simulation={found.data} />
              <Assumptions />
            </>
          ) : (
            <TextSkeleton lines={5} />
          )}
        </section>
      )}
    </>
  );
}

function Assumptions() {
  return (
    <>
      <Title order={3} size="h5" mt="lg">
        <Trans>What this takes for granted</Trans>
      </Title>
      <ul className={classes.assumptions}>
        <li>
          <Trans>
            Everything happened as it did: nobody is thought to have acted otherwise under another promise.
          </Trans>
        </li>
        <li>
          <Trans>
            Which goal counts is judged by how the ticket stood when its clock stopped, and of one that still
            runs by how it stands now.
          </Trans>
        </li>
        <li>
          <Trans>
            Both sides are measured anew from the whole history, so “Now” can differ from what the clocks said
            at that time under an earlier version.
          </Trans>
        </li>
        <li>
          <Trans>Calendars count by their newest version. No clock of any ticket changes.</Trans>
        </li>
      </ul>
    </>
  );
}
