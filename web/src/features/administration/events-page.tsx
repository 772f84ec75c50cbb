import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Code, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconChecks } from "@tabler/icons-react";
import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { PageHeader } from "@/shared/layout/page-header";
import classes from "./search-index-page.module.css";

type Failed = Schemas["FailedDelivery"];

const key = ["administration", "events"] as const;

const backlogQuery = queryOptions({
  queryKey: [...key, "backlog"],
  queryFn: async () => answer(api.GET("/api/events/backlog", {})),
  refetchInterval: 10_000,
});

const failedQuery = infiniteQueryOptions({
  queryKey: [...key, "failed"],
  queryFn: async ({ pageParam }: { pageParam: string | undefined }) =>
    answer(api.GET("/api/events/failed", { params: { query: { after: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
  refetchInterval: 10_000,
});

function useFollowers() {
  const { t } = useLingui();
  const names: Record<string, string> = {
    notification: t`Notifications`,
    approval: t`Approvals`,
    automation: t`Automation`,
    webhook: t`Webhooks`,
  };
  return (follower: string) => names[follower] ?? follower;
}

/** What has yet to follow from what happened, and what could not. */
export function EventsPage() {
  const { t } = useLingui();
  const { number } = useFormats();
  const follower = useFollowers();
  const { data, error, refetch } = useQuery(backlogQuery);
  return (
    <>
      <PageHeader title={t`Events`} />
      <Text c="dimmed" mb="md" maw={720}>
        <Trans>
          What happens to tickets is followed by notifications and rules a moment later. What fails is tried
          again for hours and then set aside; until then what happened afterwards to the same ticket waits
          behind it.
        </Trans>
      </Text>
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {data && (
        <Paper px="md" maw={760} mb="lg">
          <dl className={classes.facts}>
            {data.map(({ follower: each, waiting, oldest, failed }) => (
              <div key={each} className={classes.fact}>
                <dt>{follower(each)}</dt>
                <dd>
                  {waiting === 0 && failed === 0 ? (
                    <Trans>Nothing waits</Trans>
                  ) : (
                    t`${number(waiting)} waiting, ${number(failed)} failed`
                  )}
                  {oldest && (
                    <span className={classes.explanation}>
                      <Trans>
                        The longest wait began <RelativeTime instant={oldest} />.
                      </Trans>
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </Paper>
      )}
      <FailedEvents />
    </>
  );
}

function FailedEvents() {
  const { t } = useLingui();
  const client = useQueryClient();
  const follower = useFollowers();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(failedQuery);
  const path = (each: Failed) => ({ params: { path: { follower: each.follower, id: each.eventId } } });
  const refresh = () => client.invalidateQueries({ queryKey: key });
  const retry = useMutation({
    mutationFn: (each: Failed) => api.POST("/api/events/failed/{follower}/{id}/retry", path(each)),
    onSuccess: refresh,
    onError: toast.failed,
  });
  const skip = useMutation({
    mutationFn: (each: Failed) => api.DELETE("/api/events/failed/{follower}/{id}", path(each)),
    onSuccess: refresh,
    onError: toast.failed,
  });

  async function ask(each: Failed) {
    const sure = await confirm({
      title: t`Leave it undone?`,
      body: t`What should have followed never will. What waits behind it goes on.`,
      confirm: t`Leave it`,
    });
    if (sure) skip.mutate(each);
  }

  const rows = data?.pages.flatMap(({ items }) => items);
  return (
    <section aria-label={t`What failed`}>
      <Title order={2} size="h3" mb="sm">
        <Trans>What failed</Trans>
      </Title>
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={3} />}
      {rows?.length === 0 && <EmptyState icon={<IconChecks size={26} />} title={t`Nothing has failed`} />}
      <Stack gap="sm" maw={960}>
        {rows?.map((each) => (
          <Paper key={`${each.follower} ${each.eventId}`} p="md">
            <Group justify="space-between" align="start" wrap="wrap">
              <div style={{ minWidth: 0, flex: "1 1 320px" }}>
                <Text fw={600}>
                  {follower(each.follower)} · <Code>{each.kind}</Code>
                </Text>
                {each.ticket && (
                  <Text size="sm" truncate>
                    <Link to="/tickets/$key" params={{ key: each.ticket.key }}>
                      {each.ticket.key} {each.ticket.summary}
                    </Link>
                  </Text>
                )}
                <Text size="sm" style={{ overflowWrap: "anywhere" }}>
                  {each.failure}
                </Text>
                <Text size="xs" c="dimmed">
                  {t`${plural(each.failures, { one: "# attempt", other: "# attempts" })}`}
                  {", "}
                  {each.tryAt ? (
                    <Trans>
                      next one <RelativeTime instant={each.tryAt} />
                    </Trans>
                  ) : (
                    t`set aside`
                  )}
                </Text>
                {each.chain.length > 0 && (
                  <Text size="xs" c="dimmed">
                    <Trans>Caused by {each.chain.join(" → ")}</Trans>
                  </Text>
                )}
              </div>
              <Group gap="xs">
                <Button size="xs" variant="default" onClick={() => retry.mutate(each)}>
                  <Trans>Try again</Trans>
                </Button>
                <Button size="xs" variant="subtle" color="red" onClick={() => void ask(each)}>
                  <Trans>Leave it</Trans>
                </Button>
              </Group>
            </Group>
          </Paper>
        ))}
      </Stack>
      {hasNextPage && (
        <Group justify="center" mt="sm">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Show more</Trans>
          </Button>
        </Group>
      )}
    </section>
  );
}
