import { Trans, useLingui } from "@lingui/react/macro";
import { Group, Paper, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { answer, api } from "@/shared/api/client";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { DeskFrame } from "./desk-frame";
import { LeftQueues } from "./left-queues";
import { moveItem, OrderedList } from "./ordered-list";
import { deskQueries } from "./queries";

/** In what order the queues of a desk stand for all who work there, and which of them nobody looks after. */
export function DeskQueuesPage({ deskKey }: { deskKey: string }) {
  const { t } = useLingui();
  const formats = useFormats();
  const client = useQueryClient();
  const { queryKey, ...known } = deskQueries.queues(deskKey);
  const { data: queues, error, refetch } = useQuery({ queryKey, ...known });
  const arranged = useMutation({
    mutationFn: async (queueIds: number[]) =>
      answer(
        api.PUT("/api/desks/{deskKey}/queues/order", { params: { path: { deskKey } }, body: { queueIds } }),
      ),
    // One after the other, so that the last order chosen is the one that stays.
    scope: { id: `order of queues ${deskKey}` },
    onError: async (failure) => {
      toast.failed(failure);
      await client.invalidateQueries({ queryKey });
    },
    onSuccess: () =>
      client.invalidateQueries({ queryKey: ["queues", deskKey, "counts"], refetchType: "none" }),
  });

  function move(from: number, to: number) {
    const next = moveItem(queues ?? [], from, to);
    client.setQueryData(queryKey, next);
    arranged.mutate(next.map(({ id }) => id));
  }

  return (
    <DeskFrame deskKey={deskKey} part={t`Queues`}>
      <Text c="dimmed" mb="md" maw={720}>
        <Trans>
          Everybody who works on the desk sees its queues in this order. Drag them, or use the arrows.
        </Trans>
      </Text>
      {error && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!queues && !error && <TextSkeleton lines={5} />}
      {queues && (
        <Paper px="md" maw={840}>
          <OrderedList
            label={t`Queues`}
            items={queues}
            keyOf={({ id }) => id}
            nameOf={({ name }) => name}
            onMove={move}
          >
            {(queue) => (
              <Group justify="space-between" wrap="nowrap">
                <Link to="/queues/$deskKey/$queue" params={{ deskKey, queue: queue.key }}>
                  {queue.name}
                </Link>
                <Text size="sm" c={queue.state === "broken" ? "red" : "dimmed"} component="span">
                  {queue.state === "broken"
                    ? t`Its query needs correcting`
                    : queue.count != null && formats.number(queue.count)}
                </Text>
              </Group>
            )}
          </OrderedList>
        </Paper>
      )}
      <LeftQueues deskKey={deskKey} />
    </DeskFrame>
  );
}
