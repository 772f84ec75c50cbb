import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Button, Code, Group, Stack, Switch, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { RelativeTime } from "@/shared/i18n/time";
import type { ConnectedSystem, SystemMessage } from "./queries";
import { connectionQueries } from "./queries";

/** What a system sent in the last ninety days, and what became of it. */
export function SystemMessages({ system }: { system: ConnectedSystem }) {
  const { t } = useLingui();
  const [refused, setRefused] = useState(false);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    connectionQueries.messages(system.id, refused),
  );
  const messages = data?.pages.flatMap(({ items }) => items);
  return (
    <Stack gap="sm" mt="md">
      <Switch
        checked={refused}
        onChange={(event) => setRefused(event.currentTarget.checked)}
        label={t`Only what was refused`}
      />
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={3} />}
      {messages?.length === 0 && (
        <Text size="sm" c="dimmed">
          <Trans>No messages here.</Trans>
        </Text>
      )}
      {messages?.map((message) => (
        <Line key={message.id} system={system} message={message} />
      ))}
      {hasNextPage && (
        <Group justify="center">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            <Trans>Show more</Trans>
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function Line({ system, message }: { system: ConnectedSystem; message: SystemMessage }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [shown, setShown] = useState(false);
  const again = useMutation({
    mutationFn: async () =>
      answer(
        api.POST("/api/connected-systems/{id}/messages/{number}/retry", {
          params: { path: { id: system.id, number: message.id } },
        }),
      ),
    onSuccess: ({ key }) => toast.done(t`It is ${key} now.`),
    onError: toast.failed,
    onSettled: () => client.invalidateQueries({ queryKey: connectionQueries.key }),
  });
  return (
    <div>
      <Group justify="space-between" align="start" wrap="wrap" gap="xs">
        <div style={{ minWidth: 0, flex: "1 1 280px" }}>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {message.ticketKey && (
              <>
                <Anchor component={Link} to="/tickets/$key" params={{ key: message.ticketKey } as never}>
                  {message.ticketKey}
                </Anchor>
                {" · "}
              </>
            )}
            {message.messageId} · <RelativeTime instant={message.receivedAt} />
          </Text>
          {message.reason && (
            <Text size="sm" c="var(--mantine-color-error)" style={{ whiteSpace: "pre-line" }}>
              {message.reason}
            </Text>
          )}
        </div>
        <Group gap="xs">
          <Button size="xs" variant="subtle" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? t`Hide what was sent` : t`What was sent`}
          </Button>
          {message.reason && (
            <Button size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
              <Trans>Take it again</Trans>
            </Button>
          )}
        </Group>
      </Group>
      {shown && (
        <Code block mt="xs" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {message.body}
        </Code>
      )}
    </div>
  );
}
