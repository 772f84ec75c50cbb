import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Progress, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useFormats } from "@/shared/i18n/formats";
import { inLanguage } from "../localized";
import type { SimulatedOutcome, SimulationSubject } from "./simulation";
import { beginSimulation, simulationQuery, sumOf } from "./simulation";
import classes from "./simulation.module.css";
import { GoalTitle } from "./simulation-result";

interface Line {
  key: number;
  title: ReactNode;
  before: SimulatedOutcome | null | undefined;
  after: SimulatedOutcome;
}

/** What a draft means for the tickets that are open now: how many match each goal, and how many are overdue at once. */
export function OpenTicketsPreview({ subject }: { subject: SimulationSubject }) {
  const { t } = useLingui();
  const { language, number } = useFormats();
  const begun = useQuery({
    queryKey: ["administration", "simulations", "open", subject],
    queryFn: () => beginSimulation(subject, null),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const found = useQuery({
    ...simulationQuery(begun.data?.id ?? 0),
    enabled: begun.data !== undefined,
  });
  const simulation = found.data ?? begun.data;
  if (begun.error)
    return (
      <Text size="sm" c="dimmed">
        <Trans>What this means for open tickets cannot be told.</Trans>
      </Text>
    );
  if (!simulation) return null;
  const running = simulation.state === "running";
  const ofCalendar = simulation.calendarId != null;
  const { policies } = simulation;
  const inForce = policies.some((policy) => policy.inForce);
  const lines: Line[] = ofCalendar
    ? policies.map((policy) => ({
        key: policy.id,
        title: (
          <>
            {inLanguage(policy.name, language)}{" "}
            <Text span inherit c="dimmed">
              {policy.deskKeys.join(", ")}
            </Text>
          </>
        ),
        before: sumOf(policy.goals.map(({ before }) => before)),
        after: sumOf(policy.goals.map(({ after }) => after)),
      }))
    : policies.flatMap(({ goals }) =>
        goals.flatMap((goal, index) =>
          goal.after
            ? {
                key: index,
                title: <GoalTitle goal={goal} alone={goals.length === 1} />,
                before: goal.before,
                after: goal.after,
              }
            : [],
        ),
      );
  const overdue = Math.max(
    0,
    sumOf(lines.map(({ after }) => after)).overdue - sumOf(lines.map(({ before }) => before)).overdue,
  );
  return (
    <section aria-label={t`Open tickets`} aria-busy={running}>
      {running && (
        <Progress
          mb="xs"
          size="sm"
          aria-label={t`How far it has come`}
          value={simulation.total ? (100 * simulation.done) / simulation.total : 0}
        />
      )}
      {lines.length > 0 && (
        <table className={classes.preview}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Open tickets</Trans>
              </th>
              <th scope="col">
                <Trans>Tickets</Trans>
              </th>
              {inForce && (
                <th scope="col">
                  <Trans>Overdue now</Trans>
                </th>
              )}
              <th scope="col">
                <Trans>Overdue at once</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, title, before, after }) => (
              <tr key={key}>
                <th scope="row">{title}</th>
                <td>{number(after.tickets)}</td>
                {inForce && <td>{number(before?.overdue ?? 0)}</td>}
                <td>{number(after.overdue)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!running && lines.length > 0 && (
        <Text size="sm" mt={6} role="status">
          {overdue === 0 ? (
            <Trans>No further clock is overdue at once.</Trans>
          ) : inForce ? (
            <Plural
              value={overdue}
              one="# more clock is overdue as soon as this is published, and what follows a breach follows at once."
              other="# more clocks are overdue as soon as this is published, and what follows a breach follows at once."
            />
          ) : (
            <Plural
              value={overdue}
              one="# clock is overdue as soon as this is published. It is shown so; nothing else follows."
              other="# clocks are overdue as soon as this is published. They are shown so; nothing else follows."
            />
          )}
        </Text>
      )}
    </section>
  );
}
