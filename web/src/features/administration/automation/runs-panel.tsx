import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Badge, Button, Group, Select, Stack, Text } from "@mantine/core";
import { IconChevronDown, IconChevronRight, IconHistory, IconRefresh } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { ExactTime } from "@/shared/i18n/time";
import type { Rule, RuleCall, Run, RunState } from "./queries";
import { automationQueries } from "./queries";
import classes from "./rule.module.css";
import { StepRecords } from "./step-records";
import { callWords, stateColours, stateWords } from "./words";

interface RunsPanelProps {
  rule: Rule;
  state: RunState | undefined;
  onState: (state: RunState | undefined) => void;
}

/** What became of every run of a rule: what set it off, what each step answered, how long it took. */
export function RunsPanel({ rule, state, onState }: RunsPanelProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const client = useQueryClient();
  const runs = useInfiniteQuery(automationQueries.runs(rule.id, state));
  const found = runs.data?.pages.flatMap(({ items }) => items) ?? [];
  const refresh = () => client.invalidateQueries({ queryKey: [...automationQueries.all, rule.id, "runs"] });
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <Select
          label={t`Show`}
          clearable
          clearButtonProps={{ "aria-label": t`Clear` }}
          placeholder={t`All runs`}
          data={(Object.keys(stateWords) as RunState[]).map((value) => ({
            value,
            label: i18n._(stateWords[value]),
          }))}
          value={state ?? null}
          onChange={(chosen) => onState((chosen as RunState | null) ?? undefined)}
        />
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => void refresh()}
        >
          <Trans>Look again</Trans>
        </Button>
      </Group>
      {runs.error && !runs.data ? (
        <LoadFailure failure={runs.error} onRetry={() => void runs.refetch()} />
      ) : runs.data === undefined ? (
        <TextSkeleton lines={6} />
      ) : found.length === 0 ? (
        <EmptyState icon={<IconHistory size={26} />} title={t`No run yet`}>
          <Trans>Each run stands here for 90 days, also those that found nothing to do.</Trans>
        </EmptyState>
      ) : (
        <ol className={classes.runs} aria-label={t`Runs`}>
          {found.map((run) => (
            <li key={run.id}>
              <RunLine rule={rule} run={run} onAgain={refresh} />
            </li>
          ))}
        </ol>
      )}
      {runs.hasNextPage && (
        <Button
          variant="default"
          style={{ alignSelf: "center" }}
          loading={runs.isFetchingNextPage}
          onClick={() => void runs.fetchNextPage()}
        >
          <Trans>Show more</Trans>
        </Button>
      )}
    </Stack>
  );
}

function RunLine({ rule, run, onAgain }: { rule: Rule; run: Run; onAgain: () => unknown }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const [open, setOpen] = useState(false);
  const key = run.ticket?.key;
  const person = run.person?.displayName ?? "—";

  async function again() {
    try {
      await answer(
        api.POST("/api/automation/rules/{id}/runs/{run}/again", {
          params: { path: { id: rule.id, run: run.id } },
        }),
      );
      toast.done(t`It runs again in a moment.`);
      await onAgain();
    } catch (failure) {
      toast.failed(failure);
    }
  }

  return (
    <>
      <div className={classes.record}>
        <Badge variant="light" color={stateColours[run.state]}>
          {i18n._(stateWords[run.state])}
        </Badge>
        {key === undefined ? (
          <Text span size="sm" c="dimmed">
            {run.withTicket ? <Trans>a ticket that you may not see</Trans> : <Trans>without a ticket</Trans>}
          </Text>
        ) : (
          <Anchor
            size="sm"
            className={classes.ticket}
            renderRoot={(props) => <Link to="/tickets/$key" params={{ key }} {...props} />}
          >
            {key} {run.ticket?.summary}
          </Anchor>
        )}
        <Text span size="sm" c="dimmed">
          {person} · <ExactTime instant={run.happenedAt} />
        </Text>
        <span className={classes.took}>
          {run.state === "failed" && (
            <Button size="compact-xs" variant="default" onClick={() => void again()}>
              <Trans>Run again</Trans>
            </Button>
          )}
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={open}
            leftSection={
              open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />
            }
            onClick={() => setOpen(!open)}
          >
            <Trans>Steps</Trans>
          </Button>
        </span>
      </div>
      {run.reason && (
        <Text size="sm" mt={4} className={classes.value}>
          {run.reason}
        </Text>
      )}
      {open && <RunSteps rule={rule} run={run} />}
    </>
  );
}

function RunSteps({ rule, run }: { rule: Rule; run: Run }) {
  const record = useQuery(automationQueries.run(rule.id, run.id));
  const versions = useQuery(automationQueries.versions(rule.id));
  if (record.error && !record.data)
    return <LoadFailure failure={record.error} onRetry={() => void record.refetch()} />;
  if (!record.data || !versions.data) return <TextSkeleton lines={3} />;
  const definition = versions.data.find(({ number }) => number === run.ruleVersion)?.definition ?? null;
  return (
    <>
      <StepRecords definition={definition} records={record.data.steps} />
      {record.data.calls.length > 0 && <Calls calls={record.data.calls} />}
    </>
  );
}

/** What became of telling other systems. */
function Calls({ calls }: { calls: readonly RuleCall[] }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  return (
    <ul className={classes.records} aria-label={t`Told other systems`}>
      {calls.map(({ address, state, answer: said }, position) => (
        // They never change their order.
        <li key={position}>
          <div className={classes.record}>
            <Text span size="sm" className={classes.value}>
              {address}
            </Text>
            <Badge size="sm" variant="light" color={stateColours[state]}>
              {i18n._(callWords[state])}
            </Badge>
            {said && (
              <Text span size="sm" c="dimmed">
                {said}
              </Text>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
