import { Trans, useLingui } from "@lingui/react/macro";
import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { ExactTime } from "@/shared/i18n/time";
import { PersonName } from "@/shared/person/person";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { startsAt } from "@/shared/workflow/diagram";
import type { Mark } from "@/shared/workflow/workflow-diagram";
import type { TicketWorkflow } from "../tickets";
import { ticketQueries } from "../tickets";
import classes from "./where-am-i.module.css";

const Drawing = lazy(() => import("@/shared/workflow/read-only-diagram"));

/** Where a ticket stands in its workflow: how it came there, and what leads on. */
export default function WhereAmI({ ticketKey }: { ticketKey: string }) {
  const way = useQuery(ticketQueries.workflow(ticketKey));
  if (way.error && !way.data) return <LoadFailure failure={way.error} onRetry={() => void way.refetch()} />;
  return way.data ? <Way way={way.data} /> : <TextSkeleton lines={8} />;
}

function Way({ way }: { way: TicketWorkflow }) {
  const { t } = useLingui();
  const { workflow, status: here, visits } = way;
  const names = new Map(workflow.statuses.map((status) => [status.key, status]));
  const onward = workflow.transitions.filter((transition) => startsAt(transition, here));
  const statusMarks = useMemo(() => {
    const marks = new Map<string, Mark>(visits.map(({ status }) => [status, "came"]));
    return marks.set(here, "here");
  }, [here, visits]);
  const transitionMarks = useMemo(() => {
    const marks = new Map<string, Mark>();
    for (const [place, { status }] of visits.entries()) {
      const before = visits[place - 1]?.status;
      for (const { key, from, to } of workflow.transitions)
        if (before !== undefined && to === status && startsAt({ from, to }, before))
          marks.set(from.length === 0 ? key : `${key} ${before}`, "came");
    }
    for (const transition of workflow.transitions)
      if (startsAt(transition, here))
        marks.set(transition.from.length === 0 ? transition.key : `${transition.key} ${here}`, "leads");
    return marks;
  }, [here, visits, workflow.transitions]);

  return (
    <Stack gap="md">
      <div className={classes.drawing}>
        <Suspense fallback={<TextSkeleton lines={8} />}>
          <Drawing
            label={t`Diagram of the workflow`}
            statuses={workflow.statuses}
            transitions={workflow.transitions}
            initial={workflow.initial}
            statusMarks={statusMarks}
            transitionMarks={transitionMarks}
            quiet
          />
        </Suspense>
      </div>
      <div className={classes.words}>
        <section aria-label={t`The way so far`}>
          <Title order={3} size="h4" mb={6}>
            <Trans>The way so far</Trans>
          </Title>
          <ol className={classes.visits}>
            {visits.map(({ status, statusName, at, person }) => {
              const visited = names.get(status);
              return (
                <li key={`${status} ${at}`}>
                  {visited ? <StatusBadge name={visited.name} category={visited.category} /> : statusName}
                  <Text span size="sm" c="dimmed">
                    <ExactTime instant={at} short />
                  </Text>
                  {person && <PersonName person={person} size={18} />}
                </li>
              );
            })}
          </ol>
        </section>
        <section aria-label={t`What leads on`}>
          <Title order={3} size="h4" mb={6}>
            <Trans>What leads on</Trans>
          </Title>
          {onward.length === 0 ? (
            <Text size="sm" c="dimmed">
              <Trans>Nothing: this is the end.</Trans>
            </Text>
          ) : (
            <ul className={classes.visits}>
              {onward.map(({ key, name, to }) => {
                const target = names.get(to);
                return (
                  <li key={key}>
                    <Text span size="sm" fw={550}>
                      {name}
                    </Text>
                    {target && <StatusBadge name={target.name} category={target.category} />}
                  </li>
                );
              })}
            </ul>
          )}
        </section>
      </div>
    </Stack>
  );
}
