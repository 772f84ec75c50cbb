import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Paper, Text, Title } from "@mantine/core";
import { IconStack2 } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { answer, api, ifMatch } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { PageHeader } from "@/shared/layout/page-header";
import { PersonName } from "@/shared/person/person";
import classes from "./form-versions.module.css";
import { inLanguage } from "./localized";
import { leftQueues } from "./queries";
import type { LeftQueue } from "./resources";

/** The queues of all desks, and of none, whose owners have left. */
export function LeftQueuesPage() {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`Queues without owner`} />
      <Explanation />
      <LeftQueues />
    </>
  );
}

function Explanation() {
  return (
    <Text c="dimmed" mb="md" maw={720}>
      <Trans>
        Their owners do not work here any more. Who takes one over looks after it from then on; those it is
        shared with keep seeing it.
      </Trans>
    </Text>
  );
}

/** Of one desk they stand below its other queues, and nothing is said while there are none. */
export function LeftQueues({ deskKey }: { deskKey?: string }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(leftQueues);
  const queues = data?.filter((queue) => deskKey === undefined || queue.deskKey === deskKey);
  if (error) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!queues) return deskKey === undefined ? <TextSkeleton lines={4} /> : null;
  if (queues.length === 0)
    return deskKey === undefined ? (
      <EmptyState icon={<IconStack2 />} title={t`Every queue has somebody who looks after it.`} />
    ) : null;
  return (
    <section>
      {deskKey !== undefined && (
        <>
          <Title order={2} size="h4" mt="xl" mb="xs">
            <Trans>Queues without owner</Trans>
          </Title>
          <Explanation />
        </>
      )}
      <Paper px="md" maw={840}>
        <ul className={classes.versions}>
          {queues.map((queue) => (
            <Line key={queue.id} queue={queue} withDesk={deskKey === undefined} />
          ))}
        </ul>
      </Paper>
    </section>
  );
}

function Line({ queue, withDesk }: { queue: LeftQueue; withDesk: boolean }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const client = useQueryClient();
  const name = inLanguage(queue.name, language);
  const changed = useMutation({
    mutationFn: async (way: "take over" | "delete"): Promise<unknown> =>
      answer(
        way === "delete"
          ? api.DELETE("/api/queues/{id}", { params: { path: { id: queue.id } } })
          : api.PATCH("/api/queues/{id}", {
              params: { path: { id: queue.id } },
              headers: ifMatch(queue.version),
              body: {} as never,
            }),
      ),
    onError: toast.failed,
    onSuccess: (_, way) => toast.done(way === "delete" ? t`${name} is deleted.` : t`${name} is yours now.`),
    onSettled: () =>
      Promise.all([client.invalidateQueries(leftQueues), client.invalidateQueries({ queryKey: ["queues"] })]),
  });
  return (
    <li className={classes.version}>
      <div>
        <Text fw={550}>{name}</Text>
        <Group gap="xs">
          <PersonName person={queue.owner} />
          {withDesk && (
            <Text size="sm" c="dimmed" component="span">
              {queue.deskKey ? (
                <Link to="/admin/desks/$deskKey/queues" params={{ deskKey: queue.deskKey }}>
                  {queue.deskKey}
                </Link>
              ) : (
                t`All desks`
              )}
            </Text>
          )}
        </Group>
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button
          size="xs"
          variant="default"
          aria-label={t`Take over ${name}`}
          loading={changed.isPending}
          onClick={() => changed.mutate("take over")}
        >
          <Trans>Take over</Trans>
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="red"
          aria-label={t`Delete ${name}`}
          disabled={changed.isPending}
          onClick={() =>
            void confirm({
              title: t`Delete ${name}?`,
              body: t`It disappears for everybody it is shared with, and cannot be brought back. Its tickets stay.`,
              confirm: t`Delete`,
              destructive: true,
            }).then((yes) => yes && changed.mutate("delete"))
          }
        >
          <Trans>Delete</Trans>
        </Button>
      </Group>
    </li>
  );
}
