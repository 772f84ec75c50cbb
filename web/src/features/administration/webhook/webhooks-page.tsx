import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Badge, Button, Group, Menu, Paper, Stack, Text } from "@mantine/core";
import { IconPlus, IconWebhook } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { PageHeader } from "@/shared/layout/page-header";
import { SecretDialog } from "../secret-dialog";
import type { Webhook, WebhookSecret } from "./queries";
import { webhookQueries } from "./queries";
import { WebhookCalls } from "./webhook-calls";
import { WebhookDialog } from "./webhook-dialog";
import { useEventNames, useFormatNames } from "./words";

/** The systems that are told what happens, and the calls to them. */
export function WebhooksPage() {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(webhookQueries.list);
  const [edited, setEdited] = useState<Webhook | "new" | null>(null);
  const [secret, setSecret] = useState<WebhookSecret | null>(null);
  return (
    <>
      <PageHeader
        title={t`Webhooks`}
        actions={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited("new")}>
            <Trans>New webhook</Trans>
          </Button>
        }
      />
      <Text c="dimmed" mb="md" maw={720}>
        <Trans>
          Other systems and chat rooms are told what happens to tickets. Calls are signed, made again until
          they are answered, and kept for thirty days.
        </Trans>
      </Text>
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {data && (
        <Stack gap="lg" maw={960}>
          {data.length === 0 && (
            <EmptyState icon={<IconWebhook size={26} />} title={t`No system is told anything yet`} />
          )}
          {data.map((webhook) => (
            <WebhookCard
              key={webhook.id}
              webhook={webhook}
              onEdit={() => setEdited(webhook)}
              onSecret={setSecret}
            />
          ))}
          <WebhookCalls webhooks={data} />
        </Stack>
      )}
      <WebhookDialog webhook={edited} onClose={() => setEdited(null)} onMade={setSecret} />
      <SecretDialog
        title={t`The webhook’s secret`}
        words={t`The other system checks by it that calls come from here. It is shown only now; chat rooms do not need it.`}
        secret={secret?.secret ?? null}
        onClose={() => setSecret(null)}
      />
    </>
  );
}

interface WebhookCardProps {
  webhook: Webhook;
  onEdit: () => void;
  onSecret: (secret: WebhookSecret) => void;
}

function WebhookCard({ webhook, onEdit, onSecret }: WebhookCardProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const events = useEventNames();
  const formats = useFormatNames();
  const path = { params: { path: { id: webhook.id } } };
  const test = useMutation({
    mutationFn: async () => answer(api.POST("/api/webhooks/{id}/test", path)),
    onError: toast.failed,
  });
  const renew = useMutation({
    mutationFn: async () => answer(api.POST("/api/webhooks/{id}/secret", path)),
    onSuccess: onSecret,
    onError: toast.failed,
  });
  const remove = useMutation({
    mutationFn: () => api.DELETE("/api/webhooks/{id}", path),
    onSuccess: () => client.invalidateQueries({ queryKey: webhookQueries.key }),
    onError: toast.failed,
  });

  async function askToRenew() {
    const sure = await confirm({
      title: t`Make another secret?`,
      body: t`Calls are signed with the new one at once. Whoever checks them by the old one takes none until it is replaced there.`,
      confirm: t`Make another`,
    });
    if (sure) renew.mutate();
  }

  async function askToRemove() {
    const sure = await confirm({
      title: t`Delete ${webhook.name}?`,
      body: t`It is told nothing any more, and what still waits for it is not sent.`,
      confirm: t`Delete`,
    });
    if (sure) remove.mutate();
  }

  const person = webhook.person?.displayName ?? "—";
  return (
    <Paper p="md" component="section" aria-label={webhook.name}>
      <Group justify="space-between" align="start" wrap="wrap">
        <div style={{ minWidth: 0, flex: "1 1 320px" }}>
          <Group gap="xs">
            <Text fw={600}>{webhook.name}</Text>
            <Badge variant="light" tt="none">
              {webhook.format === "standard" ? "JSON" : formats[webhook.format]}
            </Badge>
            {!webhook.active && (
              <Badge variant="light" color="gray" tt="none">
                <Trans>Off</Trans>
              </Badge>
            )}
          </Group>
          <Text size="sm" style={{ overflowWrap: "anywhere" }}>
            {webhook.address}
          </Text>
          <Text size="sm" c="dimmed">
            {webhook.events.map((event) => events[event]).join(" · ")}
          </Text>
          <Text size="sm" c="dimmed">
            {webhook.deskKeys.length === 0 ? t`All desks` : webhook.deskKeys.join(", ")}
            {webhook.query && ` · ${webhook.query}`}
            {" · "}
            <Trans>with the eyes of {person}</Trans>
          </Text>
        </div>
        <Group gap="xs">
          <Button size="xs" variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            <Trans>Test</Trans>
          </Button>
          <Button size="xs" variant="default" onClick={onEdit}>
            <Trans>Change</Trans>
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="xs" variant="subtle" aria-label={t`More about ${webhook.name}`}>
                …
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void askToRenew()}>{t`Make another secret`}</Menu.Item>
              <Menu.Item color="red" onClick={() => void askToRemove()}>{t`Delete`}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
      {webhook.stopped && (
        <Alert color="red" mt="sm">
          <Trans>It is told nothing: the person with whose eyes it sees is gone. Choose another one.</Trans>
        </Alert>
      )}
      {test.data && (
        <Alert color={test.data.failure ? "red" : "green"} role="status" mt="sm">
          {test.data.failure ?? t`It has answered with success.`}
        </Alert>
      )}
    </Paper>
  );
}
