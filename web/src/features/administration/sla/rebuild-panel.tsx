import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Button, Group, Progress, Text, TextInput, Title } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { problemLines } from "@/shared/feedback/problem-text";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { wallTime } from "@/shared/i18n/time-zone";
import { between } from "./period";
import { usePeriod } from "./period-input";
import type { Rebuild, RebuiltClock, RebuiltTicket } from "./rebuild";
import { rebuildQueries } from "./rebuild";
import classes from "./simulation.module.css";

interface RebuildPanelProps {
  policyId: number;
  /** Whether there is anything in force to measure by. */
  published: boolean;
  /** The one that is looked at. */
  rebuild: number | undefined;
  onRebuild: (id: number | undefined) => void;
}

/** Clocks measured anew from the whole history of their tickets: the differences are seen before anything changes. */
export function RebuildPanel({ policyId, published, rebuild, onRebuild }: RebuildPanelProps) {
  const { t } = useLingui();
  const { timeZone } = useFormats();
  const client = useQueryClient();
  const chosen = usePeriod({ value: "ticket", label: t`One ticket` });
  const { kind, period } = chosen;
  const [ticketKey, setTicketKey] = useState("");
  const earlier = useQuery(rebuildQueries.ofPolicy(policyId));
  const beginning = useMutation({
    mutationFn: () =>
      answer(
        api.POST("/api/sla/rebuilds", {
          body:
            kind === "ticket"
              ? { policyId, ticketKey: ticketKey.trim(), from: null, to: null }
              : { policyId, ticketKey: null, ...between(period, timeZone) },
        }),
      ),
    onSuccess: (begun) => {
      client.setQueryData(rebuildQueries.one(begun.id).queryKey, begun);
      void client.invalidateQueries({ queryKey: rebuildQueries.ofPolicy(policyId).queryKey });
      onRebuild(begun.id);
    },
  });
  const incomplete = kind === "ticket" ? ticketKey.trim() === "" : chosen.incomplete;
  const others = (earlier.data ?? []).filter(({ id }) => id !== rebuild);

  return (
    <>
      <Text size="sm" mb="sm">
        <Trans>
          Tickets are measured anew from their whole history by what is in force, also those that are done,
          came from elsewhere or were dated back. You see the differences first; nothing changes until you
          apply them.
        </Trans>
      </Text>
      <Group gap="sm" align="flex-end">
        {chosen.input}
        {kind === "ticket" && (
          <TextInput
            label={t`Ticket`}
            placeholder="IT-123"
            value={ticketKey}
            onChange={(event) => setTicketKey(event.currentTarget.value)}
          />
        )}
        <Button
          loading={beginning.isPending}
          disabled={incomplete || !published}
          onClick={() => beginning.mutate()}
        >
          <Trans>Show the differences</Trans>
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt={6} role="status">
        {!published
          ? t`Nothing is published yet.`
          : kind === "ticket"
            ? null
            : chosen.incomplete
              ? t`The end must be after the beginning.`
              : `${period.first} – ${period.last}`}
      </Text>
      {problemLines(beginning.error).map((line) => (
        <Text key={line} size="sm" c="var(--mantine-color-error)" role="alert">
          {line}
        </Text>
      ))}
      {rebuild !== undefined && (
        <Found key={rebuild} id={rebuild} policyId={policyId} onGone={() => onRebuild(undefined)} />
      )}
      {others.length > 0 && (
        <section className={classes.found} aria-label={t`Looked at before`}>
          <Title order={2} size="h4" mb={4}>
            <Trans>Looked at before</Trans>
          </Title>
          <ul className={classes.tickets}>
            {others.map((one) => (
              <li key={one.id}>
                <Anchor component="button" type="button" size="sm" onClick={() => onRebuild(one.id)}>
                  <ScopeWords rebuild={one} />
                </Anchor>
                <span>
                  <StateWords rebuild={one} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function ScopeWords({ rebuild: { ticketKey, from, to } }: { rebuild: Rebuild }) {
  const { timeZone } = useFormats();
  if (from == null || to == null) return ticketKey ?? <Trans>One ticket</Trans>;
  const first = wallTime(new Date(from), timeZone).slice(0, 10);
  const last = wallTime(new Date(Date.parse(to) - 1), timeZone).slice(0, 10);
  return (
    <Trans>
      Tickets created from {first} to {last}
    </Trans>
  );
}

function StateWords({ rebuild }: { rebuild: Rebuild }) {
  const { state, startedAt, endedAt } = rebuild;
  const by = rebuild.appliedBy?.displayName ?? "";
  if (state === "applied")
    return (
      <Trans>
        Applied by {by}, <RelativeTime instant={endedAt ?? startedAt} />
      </Trans>
    );
  return state === "found" ? (
    <Trans>
      Found <RelativeTime instant={endedAt ?? startedAt} />, not applied
    </Trans>
  ) : (
    <Trans>Under way</Trans>
  );
}

function Found({ id, policyId, onGone }: { id: number; policyId: number; onGone: () => void }) {
  const { t } = useLingui();
  const formats = useFormats();
  const client = useQueryClient();
  const { data: rebuild, error, refetch } = useQuery(rebuildQueries.one(id));
  const applying = useMutation({
    mutationFn: () => answer(api.POST("/api/sla/rebuilds/{id}/application", { params: { path: { id } } })),
    onSuccess: (next) => client.setQueryData(rebuildQueries.one(id).queryKey, next),
    onError: toast.failed,
  });
  const discarding = useMutation({
    mutationFn: () => answer(api.DELETE("/api/sla/rebuilds/{id}", { params: { path: { id } } })),
    onSuccess: async () => {
      onGone();
      await client.invalidateQueries({ queryKey: rebuildQueries.ofPolicy(policyId).queryKey });
    },
    onError: toast.failed,
  });
  if (error && !rebuild) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!rebuild) return <TextSkeleton lines={4} />;
  const { state, total, differing } = rebuild;
  const working = state === "looking" || state === "applying";
  const done = formats.number(rebuild.done);
  const all = formats.number(total ?? 0);

  async function apply() {
    const sure = await confirm({
      title: t`Apply the differences?`,
      body: (
        <Trans>
          The clocks of these tickets are replaced by what their history says. What they said before stays
          readable here. Thresholds that passed are noted, and nothing follows from them.
        </Trans>
      ),
      confirm: t`Apply`,
    });
    if (sure) applying.mutate();
  }

  return (
    <section className={classes.found} aria-label={t`Differences`}>
      <Group justify="space-between" mb={6} align="flex-start">
        <div>
          <Title order={2} size="h3">
            <Trans>Differences</Trans>
          </Title>
          <Text size="sm" c="dimmed">
            <ScopeWords rebuild={rebuild} />
          </Text>
        </div>
        <Group gap="xs">
          {state !== "applied" && state !== "applying" && (
            <Button variant="default" loading={discarding.isPending} onClick={() => discarding.mutate()}>
              {state === "looking" ? t`Stop` : t`Discard`}
            </Button>
          )}
          {state === "found" && differing > 0 && (
            <Button loading={applying.isPending} onClick={() => void apply()}>
              <Trans>Apply…</Trans>
            </Button>
          )}
        </Group>
      </Group>
      <Text size="sm" role="status" mb={6}>
        {working && total == null ? (
          <Trans>The tickets are being counted.</Trans>
        ) : state === "looking" ? (
          <Trans>
            {done} of {all} tickets are looked at.
          </Trans>
        ) : state === "applying" ? (
          <Trans>
            The clocks of {done} of {all} tickets are replaced.
          </Trans>
        ) : state === "applied" ? (
          <Plural
            value={differing}
            one="The clocks of # ticket were replaced. This is what they said before and since."
            other="The clocks of # tickets were replaced. This is what they said before and since."
          />
        ) : differing === 0 ? (
          <Trans>All clocks say what the history of their tickets says.</Trans>
        ) : (
          <Plural
            value={differing}
            one="The clocks of # ticket differ from what its history says."
            other="The clocks of # tickets differ from what their history says."
          />
        )}
      </Text>
      {working && (
        <Progress
          mb="md"
          size="sm"
          aria-label={t`How far it has come`}
          value={total ? (100 * rebuild.done) / total : 0}
        />
      )}
      {(state === "found" || state === "applied") && differing > 0 && <Tickets id={id} state={state} />}
    </section>
  );
}

function Tickets({ id, state }: { id: number; state: Rebuild["state"] }) {
  const { t } = useLingui();
  const tickets = useInfiniteQuery(rebuildQueries.tickets(id, state));
  if (tickets.error && !tickets.data)
    return <LoadFailure failure={tickets.error} onRetry={() => void tickets.refetch()} />;
  if (!tickets.data) return <TextSkeleton lines={4} />;
  return (
    <>
      <ul className={classes.tickets} aria-label={t`Differences`}>
        {tickets.data.pages.flatMap((page) =>
          page.tickets.map((one) => <Ticket key={one.key} ticket={one} />),
        )}
      </ul>
      {tickets.hasNextPage && (
        <Button
          mt="xs"
          variant="default"
          loading={tickets.isFetchingNextPage}
          onClick={() => void tickets.fetchNextPage()}
        >
          <Trans>Show more</Trans>
        </Button>
      )}
    </>
  );
}

function Ticket({ ticket: { key, summary, cycles } }: { ticket: RebuiltTicket }) {
  const { t } = useLingui();
  return (
    <li className={classes.rebuilt}>
      <span className={classes.ticket}>
        <Anchor fw={550} renderRoot={(props) => <Link to="/tickets/$key" params={{ key }} {...props} />}>
          {key}
        </Anchor>{" "}
        {summary}
      </span>
      {cycles.map(({ number, before, after }) => (
        <span key={number} className={classes.cycle}>
          {cycles.length > 1 && (
            <span>
              <Trans>Cycle {number}</Trans>
            </span>
          )}
          <ClockWords label={t({ message: "Before", context: "clock" })} clock={before} />
          <ClockWords label={t({ message: "By its history", context: "clock" })} clock={after} />
        </span>
      ))}
    </li>
  );
}

function ClockWords({ label, clock }: { label: string; clock: RebuiltClock | null | undefined }) {
  const formats = useFormats();
  const due = clock?.dueAt == null ? "" : formats.shortDateTime(clock.dueAt);
  return (
    <span>
      <span className={classes.side}>{label}</span>{" "}
      {!clock ? (
        <Trans>not measured</Trans>
      ) : (
        <>
          {clock.breached ? (
            <strong>
              <Trans context="promise">missed</Trans>
            </strong>
          ) : clock.stoppedAt == null ? (
            <Trans context="promise">under way</Trans>
          ) : (
            <Trans context="promise">kept</Trans>
          )}
          {" · "}
          {formats.countdown(clock.elapsed)}
          {clock.target != null && ` / ${formats.countdown(clock.target)}`}
          {due !== "" && (
            <>
              {" · "}
              <Trans>due {due}</Trans>
            </>
          )}
        </>
      )}
    </span>
  );
}
