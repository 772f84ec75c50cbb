import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Progress, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useFormats } from "@/shared/i18n/formats";
import { inLanguage } from "../localized";
import type { SimulationSubject } from "./simulation";
import { beginSimulation, simulationQuery, sumOf } from "./simulation";
import classes from "./simulation.module.css";
import { GoalTitle } from "./simulation-result";

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
      {simulation.policies.map((policy) => {
        const overdue = sumOf(policy.goals.map(({ after }) => after)).overdue;
        return (
          <div key={policy.id}>
            <table className={classes.preview}>
              <thead>
                <tr>
                  <th scope="col">
                    {simulation.calendarId == null ? (
                      <Trans>Open tickets</Trans>
                    ) : (
                      inLanguage(policy.name, language)
                    )}
                  </th>
                  <th scope="col">
                    <Trans>Tickets</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Overdue at once</Trans>
                  </th>
                </tr>
              </thead>
              <tbody>
                {policy.goals.map(
                  (goal, index) =>
                    goal.after && (
                      <tr key={index}>
                        <th scope="row">
                          <GoalTitle goal={goal} alone={policy.goals.length === 1} />
                        </th>
                        <td>{number(goal.after.tickets)}</td>
                        <td>{number(goal.after.overdue)}</td>
                      </tr>
                    ),
                )}
              </tbody>
            </table>
            {!running && (
              <Text size="sm" mt={6} role="status">
                {overdue === 0 ? (
                  <Trans>No open ticket is overdue at once.</Trans>
                ) : policy.inForce ? (
                  <Plural
                    value={overdue}
                    one="# clock is overdue as soon as this is published, and what follows a breach follows at once."
                    other="# clocks are overdue as soon as this is published, and what follows a breach follows at once."
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
          </div>
        );
      })}
    </section>
  );
}
