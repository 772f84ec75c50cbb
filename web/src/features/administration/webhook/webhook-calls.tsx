import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Code, Group, Paper, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { IconWebhook } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/shared/api/client";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { RelativeTime } from "@/shared/i18n/time";
import type { Webhook, WebhookCall } from "./queries";
import { webhookQueries } from "./queries";
import { useStateNames } from "./words";

/** The calls of the last thirty days, with what was said and answered. */
export function WebhookCalls({ webhooks }: { webhooks: Webhook[] }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const states = useStateNames();
  const [state, setState] = useState<WebhookCall["state"] | "all">("all");
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    webhookQueries.calls(null, state === "all" ? null : state),
  );
  const replay = useMutation({
    mutationFn: (id: number) => api.POST("/api/webhook-calls/{id}/replay", { params: { path: { id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: webhookQueries.key }),
    onError: toast.failed,
  });
  const calls = data?.pages.flatMap(({ items }) => items);
  return (
    <section aria-label={t`Calls`}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h3">
          <Trans>Calls</Trans>
        </Title>
        <SegmentedControl
          value={state}
          onChange={(value) => setState(value as WebhookCall["state"] | "all")}
          aria-label={t`Which calls`}
          data={[
            { value: "all", label: t`All` },
            { value: "waiting", label: states.waiting },
            { value: "failed", label: states.failed },
          ]}
        />
      </Group>
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {calls?.length === 0 && <EmptyState icon={<IconWebhook size={26} />} title={t`No calls here`} />}
      <Stack gap="sm">
        {calls?.map((call) => (
          <Call
            key={call.id}
            call={call}
            name={webhooks.find(({ id }) => id === call.webhookId)?.name ?? null}
            onReplay={() => replay.mutate(call.id)}
          />
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

interface CallProps {
  call: WebhookCall;
  /** Null for a call that a step of a workflow asked for. */
  name: string | null;
  onReplay: () => void;
}

function Call({ call, name, onReplay }: CallProps) {
  const { t } = useLingui();
  const states = useStateNames();
  const [shown, setShown] = useState(false);
  const { answer: failure, failures, took } = call;
  return (
    <Paper p="sm">
      <Group justify="space-between" align="start" wrap="wrap" gap="xs">
        <div style={{ minWidth: 0, flex: "1 1 320px" }}>
          <Text size="sm" fw={600}>
            {name ?? t`A workflow`} · <Code>{call.event}</Code>
          </Text>
          <Text size="sm" c={call.state === "failed" ? "red" : undefined}>
            {states[call.state]}
            {call.status != null && ` · HTTP ${call.status}`}
            {took != null && ` · ${took} ms`}
            {" · "}
            <RelativeTime instant={call.createdAt} />
          </Text>
          {failure && (
            <Text size="sm" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {failure} ({t`${plural(failures, { one: "# attempt", other: "# attempts" })}`})
            </Text>
          )}
        </div>
        <Group gap="xs">
          <Button size="xs" variant="subtle" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? t`Hide what was sent` : t`What was sent`}
          </Button>
          <Button size="xs" variant="default" onClick={onReplay}>
            <Trans>Call again</Trans>
          </Button>
        </Group>
      </Group>
      {shown && (
        <Code block mt="xs" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
          {`POST ${call.address}\nwebhook-id: ${call.messageId}\n\n${call.body}`}
        </Code>
      )}
    </Paper>
  );
}
