import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Anchor, Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { problemText } from "@/shared/feedback/problem-text";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useFormats } from "@/shared/i18n/formats";
import { bulkQueries, cancel, undo } from "./bulk";
import classes from "./bulk.module.css";

/** How far a change of many tickets is, what became of them, and the way back. */
export function BulkProgress({ id: begun, onClose }: { id: number; onClose: () => void }) {
  const { t } = useLingui();
  const formats = useFormats();
  const client = useQueryClient();
  const [id, setId] = useState(begun);
  const { data: job, error, refetch } = useQuery(bulkQueries.job(id));
  const stopping = useMutation({ mutationFn: () => cancel(id), onSuccess: () => void refetch() });
  const undoing = useMutation({ mutationFn: () => undo(id), onSuccess: ({ id: next }) => setId(next) });
  const ended = job !== undefined && job.state !== "running";

  useEffect(() => {
    if (ended) {
      void client.invalidateQueries({ queryKey: ["found"] });
      void client.invalidateQueries({ queryKey: ["bulk", "recent"] });
    }
  }, [ended, client]);

  if (error && !job) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!job) return <TextSkeleton lines={4} />;

  const { tickets, changed, unchanged, refused, state, reasons, undoable, undoesId } = job;
  const dealtWith = changed + unchanged + refused;
  const percent = (number: number) => (tickets === 0 ? 0 : (100 * number) / tickets);
  const takesBack = undoesId !== null && undoesId !== undefined;
  const failure = stopping.error ?? undoing.error;

  return (
    <Stack gap="sm">
      <Text fw={600} aria-live="polite">
        {heading()}
      </Text>
      <Progress.Root
        size="lg"
        role="progressbar"
        aria-label={t`Progress`}
        aria-valuemin={0}
        aria-valuemax={tickets}
        aria-valuenow={dealtWith}
      >
        <Progress.Section withAria={false} value={percent(changed)} />
        <Progress.Section withAria={false} value={percent(unchanged)} color="gray" />
        <Progress.Section withAria={false} value={percent(refused)} color="red" />
      </Progress.Root>
      <Text size="sm">
        {t`${plural(changed, { one: "# changed", other: "# changed" })} · ${plural(unchanged, { one: "# already so", other: "# already so" })} · ${plural(refused, { one: "# refused", other: "# refused" })}`}
      </Text>
      {!ended && (
        <Text size="sm" c="dimmed">
          <Trans>This goes on when you close the dialog. You find it again under “Bulk changes”.</Trans>
        </Text>
      )}
      {reasons.length > 0 && (
        <ul className={classes.reasons}>
          {reasons.map(({ reason, tickets: number }) => (
            <li key={reason}>
              {reason} <Text span size="sm" c="dimmed">{`(${formats.number(number)})`}</Text>
            </li>
          ))}
        </ul>
      )}
      {ended && refused > 0 && <Refused id={id} />}
      {failure && (
        <Alert color="red" role="alert">
          {problemText(failure)}
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        {!ended && (
          <Button variant="default" loading={stopping.isPending} onClick={() => stopping.mutate()}>
            <Trans>Stop</Trans>
          </Button>
        )}
        {undoable && (
          <Button variant="default" loading={undoing.isPending} onClick={() => undoing.mutate()}>
            <Trans>Undo</Trans>
          </Button>
        )}
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </Group>
    </Stack>
  );

  function heading() {
    const done = formats.number(dealtWith);
    const all = formats.number(tickets);
    if (state === "cancelled")
      return t`Stopped after ${done} of ${all} tickets. What was changed stays changed.`;
    if (state === "running")
      return takesBack ? t`Putting back ${done} of ${all} tickets` : t`${done} of ${all} tickets`;
    return takesBack ? t`Put back as far as possible` : t`Done`;
  }
}

/** Which tickets were refused, and why. */
function Refused({ id }: { id: number }) {
  const { t } = useLingui();
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(bulkQueries.refused(id));
  const results = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <ul className={classes.refused} aria-label={t`Refused tickets`}>
      {results.map(({ key, summary, reason }, position) => (
        <li key={key ?? position}>
          {key && (
            <Anchor component={Link} to="/tickets/$key" params={{ key } as never} size="sm">
              {key}
            </Anchor>
          )}{" "}
          {summary}
          <Text size="xs" c="dimmed">
            {reason}
          </Text>
        </li>
      ))}
      {hasNextPage && (
        <li>
          <Button
            size="compact-sm"
            variant="subtle"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        </li>
      )}
    </ul>
  );
}
