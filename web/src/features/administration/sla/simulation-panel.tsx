import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, SegmentedControl, Text, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { problemLines } from "@/shared/feedback/problem-text";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { FieldInput } from "@/shared/field/field-input";
import { useFormats } from "@/shared/i18n/formats";
import { wallTime } from "@/shared/i18n/time-zone";
import type { PeriodKind } from "./period";
import { between, lastPeriod } from "./period";
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
  const [kind, setKind] = useState<PeriodKind>("quarter");
  const [own, setOwn] = useState(() => lastPeriod("month", new Date(), timeZone));
  const found = useQuery({ ...simulationQuery(simulation ?? 0), enabled: simulation !== undefined });
  const period = kind === "own" ? own : lastPeriod(kind, new Date(), timeZone);
  const beginning = useMutation({
    mutationFn: () => beginSimulation(subject, between(period, timeZone)),
    onSuccess: (begun) => {
      client.setQueryData(simulationQuery(begun.id).queryKey, begun);
      onSimulation(begun.id);
    },
  });
  const wrong = problemLines(beginning.error);
  const incomplete = period.first === "" || period.last === "" || period.first > period.last;
  const running = found.data?.state === "running";

  return (
    <>
      <section aria-label={t`Period`}>
        <Text size="sm" mb="sm">
          <Trans>
            The tickets of a past period are measured by the draft and compared with what is in force.
          </Trans>
        </Text>
        <Group gap="sm" align="flex-end">
          <SegmentedControl
            aria-label={t`Period`}
            data={[
              { value: "month", label: t`Last month` },
              { value: "quarter", label: t`Last quarter` },
              { value: "own", label: t`Other` },
            ]}
            value={kind}
            onChange={(next) => setKind(next as PeriodKind)}
          />
          {kind === "own" && (
            <>
              <Day label={t`From`} value={own.first} onChange={(first) => setOwn({ ...own, first })} />
              <Day label={t`To`} value={own.last} onChange={(last) => setOwn({ ...own, last })} />
            </>
          )}
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
              {found.data.from != null && found.data.to != null && (
                <Text size="sm" c="dimmed" mb={6}>
                  <Trans>
                    Tickets created from {wallTime(new Date(found.data.from), timeZone).slice(0, 10)} to{" "}
                    {wallTime(new Date(Date.parse(found.data.to) - 1), timeZone).slice(0, 10)}
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

function Day({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  return (
    <FieldInput
      field={{ key: label, type: "date", label, required: true }}
      value={value}
      onChange={(date) => onChange(typeof date === "string" ? date : "")}
    />
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
            Which goal counts is judged by how a ticket stands now. One whose priority was raised later counts
            as if it had been so from the beginning.
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
