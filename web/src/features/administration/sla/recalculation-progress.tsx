import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Paper, Progress, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { slaQueries } from "./queries";

/** How far the clocks are that are counted anew; nothing once they all are. */
export function RecalculationProgress({ policyId }: { policyId: number }) {
  const { t } = useLingui();
  const formats = useFormats();
  const client = useQueryClient();
  const asked = slaQueries.recalculation(policyId);
  const { data: job } = useQuery(asked);
  const pausing = useMutation({
    mutationFn: (paused: boolean) =>
      answer(
        api.PUT("/api/sla/policies/{id}/recalculation", {
          params: { path: { id: policyId } },
          body: { paused },
        }),
      ),
    onSuccess: (next) => client.setQueryData(asked.queryKey, next),
    onError: toast.failed,
  });
  if (!job || job.state === "done") return null;
  const paused = job.state === "paused";
  const done = formats.number(job.done);
  const total = job.total == null ? null : formats.number(job.total);
  return (
    <Paper component="section" p="md" mb="md" maw={960} aria-label={t`Counting anew`}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" role="status">
          {total === null ? (
            <Trans>The clocks are about to be counted anew.</Trans>
          ) : paused ? (
            <Trans>
              Counting anew waits at {done} of {total} tickets.
            </Trans>
          ) : (
            <Trans>
              The clocks of {done} of {total} tickets are counted anew.
            </Trans>
          )}
        </Text>
        <Button
          size="xs"
          variant="default"
          loading={pausing.isPending}
          onClick={() => pausing.mutate(!paused)}
        >
          {paused ? t`Go on` : t({ message: "Pause", context: "counting anew" })}
        </Button>
      </Group>
      <Progress
        mt="xs"
        size="sm"
        aria-label={t`Counting anew`}
        value={job.total ? (100 * job.done) / job.total : 0}
      />
    </Paper>
  );
}
