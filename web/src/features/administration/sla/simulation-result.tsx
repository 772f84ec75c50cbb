import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Accordion, Anchor, Button, Group, Paper, Progress, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { answer, api } from "@/shared/api/client";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { inLanguage } from "../localized";
import type { Goal } from "./queries";
import classes from "./simulation.module.css";
import type { SimulatedGoal, SimulatedOutcome, SimulatedPolicy, Simulation } from "./simulation";
import { compliance, simulationQuery, sumOf } from "./simulation";

/** How far it has come, and what was found so far. */
export function SimulationResult({ simulation }: { simulation: Simulation }) {
  const { t } = useLingui();
  const formats = useFormats();
  const client = useQueryClient();
  const asked = simulationQuery(simulation.id);
  const cancelling = useMutation({
    mutationFn: () =>
      answer(api.DELETE("/api/sla/simulations/{id}", { params: { path: { id: simulation.id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: asked.queryKey }),
    onError: toast.failed,
  });
  const { state, total } = simulation;
  const done = formats.number(simulation.done);
  const all = formats.number(total ?? 0);
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="center" mb={6}>
        <Text size="sm" role="status">
          {state === "running" && total == null ? (
            <Trans>The tickets are being counted.</Trans>
          ) : state === "running" ? (
            <Trans>
              {done} of {all} tickets are looked at.
            </Trans>
          ) : state === "cancelled" ? (
            <Trans>
              Stopped at {done} of {all} tickets; this is what was found until then.
            </Trans>
          ) : (
            <Plural value={simulation.done} one="# ticket was looked at." other="# tickets were looked at." />
          )}
        </Text>
        {state === "running" && (
          <Button
            size="xs"
            variant="default"
            loading={cancelling.isPending}
            onClick={() => cancelling.mutate()}
          >
            <Trans>Stop</Trans>
          </Button>
        )}
      </Group>
      {state === "running" && (
        <Progress
          mb="md"
          size="sm"
          aria-label={t`How far it has come`}
          value={total ? (100 * simulation.done) / total : 0}
        />
      )}
      {simulation.policies.length === 0 && (
        <Text c="dimmed">
          <Trans>No policy in force counts by this calendar.</Trans>
        </Text>
      )}
      {simulation.calendarId == null ? (
        simulation.policies.map((policy) => <PolicyResult key={policy.id} policy={policy} below={false} />)
      ) : (
        <Accordion variant="separated" order={3}>
          {simulation.policies.map((policy) => (
            <Accordion.Item key={policy.id} value={String(policy.id)}>
              <Accordion.Control>
                <PolicySummary policy={policy} />
              </Accordion.Control>
              <Accordion.Panel>
                <PolicyResult policy={policy} below />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      )}
    </>
  );
}

/** A policy in a line: what is kept of it now, and as drafted. */
function PolicySummary({ policy }: { policy: SimulatedPolicy }) {
  const { language } = useFormats();
  const before = compliance(sumOf(policy.goals.map((goal) => goal.before)));
  const after = compliance(sumOf(policy.goals.map((goal) => goal.after)));
  return (
    <span className={classes.summary}>
      <span>
        {inLanguage(policy.name, language)}{" "}
        <Text span size="sm" c="dimmed">
          {policy.deskKeys.join(", ")}
        </Text>
      </span>
      <span>
        {before === null || after === null ? (
          <Text span size="sm" c="dimmed">
            <Trans>nothing decided yet</Trans>
          </Text>
        ) : (
          <>
            {percent(before, language)} <span aria-hidden>→</span>
            <span className={classes.hidden}>
              <Trans>then</Trans>
            </span>{" "}
            <strong>{percent(after, language)}</strong>
          </>
        )}
      </span>
    </span>
  );
}

function PolicyResult({ policy, below }: { policy: SimulatedPolicy; below: boolean }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const inForce = policy.inForce;
  return (
    <section aria-label={inLanguage(policy.name, language)}>
      <ul className={classes.goals} aria-label={t`Kept, by goal`}>
        {policy.goals.length > 1 && (
          <GoalLine
            title={t`Altogether`}
            inForce={inForce}
            before={sumOf(policy.goals.map(({ before }) => before))}
            after={sumOf(policy.goals.map(({ after }) => after))}
          />
        )}
        {policy.goals.map((goal, index) => (
          <GoalLine
            key={index}
            title={<GoalTitle goal={goal} alone={policy.goals.length === 1} />}
            inForce={inForce}
            before={goal.before}
            after={goal.after}
            goalBefore={goal.goalBefore}
            goalAfter={goal.goalAfter}
          />
        ))}
      </ul>
      {inForce && <ChangedTickets policy={policy} below={below} />}
    </section>
  );
}

/** Which tickets a goal is about, in words. */
export function GoalTitle({ goal, alone }: { goal: SimulatedGoal; alone: boolean }) {
  if (goal.query != null) return <code className={classes.query}>{goal.query}</code>;
  if (!goal.matching) return <Trans>Tickets that match no goal</Trans>;
  return alone ? <Trans>All tickets</Trans> : <Trans>All other tickets</Trans>;
}

interface GoalLineProps {
  title: React.ReactNode;
  inForce: boolean;
  before: SimulatedOutcome | null | undefined;
  after: SimulatedOutcome | null | undefined;
  goalBefore?: Goal | null;
  goalAfter?: Goal | null;
}

function GoalLine({ title, inForce, before, after, goalBefore, goalAfter }: GoalLineProps) {
  const { t } = useLingui();
  return (
    <li className={classes.goal}>
      <div className={classes.title}>{title}</div>
      {inForce && (
        <OutcomeBar label={t({ message: "Now", context: "policy" })} outcome={before} goal={goalBefore} />
      )}
      <OutcomeBar
        label={t({ message: "As drafted", context: "policy" })}
        outcome={after}
        goal={goalAfter}
        drafted
      />
    </li>
  );
}

interface OutcomeBarProps {
  label: string;
  outcome: SimulatedOutcome | null | undefined;
  goal: Goal | null | undefined;
  drafted?: boolean;
}

function OutcomeBar({ label, outcome, goal, drafted = false }: OutcomeBarProps) {
  const formats = useFormats();
  const share = outcome ? compliance(outcome) : null;
  const met = formats.number(outcome?.met ?? 0);
  const decided = formats.number((outcome?.met ?? 0) + (outcome?.breached ?? 0));
  const ongoing = outcome?.ongoing ?? 0;
  return (
    <div className={classes.line}>
      <span className={classes.label}>
        {label}
        {goal && (
          <span className={classes.target}>
            <Promised goal={goal} />
          </span>
        )}
      </span>
      <span className={classes.track} aria-hidden>
        {share !== null && (
          <span
            className={drafted ? classes.drafted : classes.bar}
            style={{ inlineSize: `${share * 100}%` }}
          />
        )}
      </span>
      <span className={classes.figures}>
        {!outcome ? (
          <Trans>no such goal</Trans>
        ) : share === null ? (
          outcome.tickets === 0 ? (
            <Trans>no tickets</Trans>
          ) : (
            <Trans>nothing decided yet</Trans>
          )
        ) : (
          <>
            <strong>{percent(share, formats.language)}</strong>{" "}
            <Trans>
              {met} of {decided} kept
            </Trans>
          </>
        )}
        {ongoing > 0 && (
          <>
            {" · "}
            <Plural value={ongoing} one="# goes on" other="# go on" />
          </>
        )}
      </span>
    </div>
  );
}

function percent(share: number, language: string): string {
  // What is not all is never shown as if it were.
  const shown = share < 1 ? Math.min(share, 0.999) : 1;
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(shown);
}

/** What a goal promises, in a word. */
export function Promised({ goal }: { goal: Goal }) {
  const formats = useFormats();
  if (goal.target != null) return formats.countdown(goal.target);
  return goal.dueField != null ? <Trans>by a date</Trans> : <Trans>only measured</Trans>;
}

function ChangedTickets({ policy, below }: { policy: SimulatedPolicy; below: boolean }) {
  const { t } = useLingui();
  const formats = useFormats();
  const { changed, worse, better, tickets } = policy;
  const shown = formats.number(tickets.length);
  const all = formats.number(changed);
  return (
    <>
      <Title order={below ? 4 : 3} size="h5" mt="md" mb={4}>
        <Trans>Tickets that come out otherwise</Trans>
      </Title>
      <Text size="sm" c="dimmed" mb={4}>
        {changed === 0 ? (
          <Trans>None of them.</Trans>
        ) : (
          <>
            <Plural value={changed} one="# ticket" other="# tickets" />
            {": "}
            <Plural value={worse} one="# with more misses" other="# with more misses" />
            {", "}
            <Plural value={better} one="# with fewer" other="# with fewer" />
            {tickets.length < changed && (
              <>
                {". "}
                <Trans>
                  Here are {shown} of {all}.
                </Trans>
              </>
            )}
          </>
        )}
      </Text>
      {tickets.length > 0 && (
        <Paper px="md" className={classes.scroll}>
          <ul className={classes.tickets} aria-label={t`Tickets that come out otherwise`}>
            {tickets.map(({ key, summary, before, after }) => (
              <li key={key}>
                <span className={classes.ticket}>
                  <Anchor
                    fw={550}
                    renderRoot={(props) => <Link to="/tickets/$key" params={{ key }} {...props} />}
                  >
                    {key}
                  </Anchor>{" "}
                  {summary}
                </span>
                <span className={classes.change}>
                  <OutcomeWord outcome={before} /> <span aria-hidden>→</span>
                  <span className={classes.hidden}>
                    <Trans>then</Trans>
                  </span>{" "}
                  <strong>
                    <OutcomeWord outcome={after} />
                  </strong>
                </span>
              </li>
            ))}
          </ul>
        </Paper>
      )}
    </>
  );
}

/** What became of a ticket's promises, the worst of it; how often when more than once. */
function OutcomeWord({ outcome: { met, breached, overdue, ongoing } }: { outcome: SimulatedOutcome }) {
  const times = breached > 1 ? ` ×${breached}` : "";
  if (overdue > 0)
    return (
      <>
        <Trans context="promise">overdue</Trans>
        {times}
      </>
    );
  if (breached > 0)
    return (
      <>
        <Trans context="promise">missed</Trans>
        {times}
      </>
    );
  if (ongoing > 0) return <Trans context="promise">under way</Trans>;
  return met > 0 ? <Trans context="promise">kept</Trans> : <Trans context="promise">not measured</Trans>;
}
