import { Trans, useLingui } from "@lingui/react/macro";
import { Badge, Button, Code, Group, Menu, Paper, Stack, Text } from "@mantine/core";
import { IconPlugConnected, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { PageHeader } from "@/shared/layout/page-header";
import { inLanguage } from "../localized";
import { SecretDialog } from "../secret-dialog";
import type { ConnectedSystem, SystemSecret } from "./queries";
import { connectionQueries } from "./queries";
import { SystemDialog } from "./system-dialog";
import { SystemMessages } from "./system-messages";

/** Other systems that register requests here. */
export function ConnectedSystemsPage() {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(connectionQueries.list);
  const [edited, setEdited] = useState<ConnectedSystem | "new" | null>(null);
  const [secret, setSecret] = useState<SystemSecret | null>(null);
  return (
    <>
      <PageHeader
        title={t`Connected systems`}
        actions={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited("new")}>
            <Trans>Connect a system</Trans>
          </Button>
        }
      />
      <Text c="dimmed" mb="md" maw={720}>
        <Trans>
          Another system registers its requests here and is told what becomes of them. Each request is one
          ticket, however often it is sent; what cannot be understood is kept and can be taken again.
        </Trans>
      </Text>
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {data && (
        <Stack gap="lg" maw={960}>
          {data.length === 0 && (
            <EmptyState icon={<IconPlugConnected size={26} />} title={t`No system is connected yet`} />
          )}
          {data.map((system) => (
            <SystemCard
              key={system.id}
              system={system}
              onEdit={() => setEdited(system)}
              onSecret={setSecret}
            />
          ))}
        </Stack>
      )}
      <SystemDialog system={edited} onClose={() => setEdited(null)} onMade={setSecret} />
      <SecretDialog
        title={t`The system’s secret`}
        words={t`Both sides sign with it what they send each other. It is shown only now.`}
        secret={secret?.secret ?? null}
        onClose={() => setSecret(null)}
      />
    </>
  );
}

interface SystemCardProps {
  system: ConnectedSystem;
  onEdit: () => void;
  onSecret: (secret: SystemSecret) => void;
}

function SystemCard({ system, onEdit, onSecret }: SystemCardProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { language } = useFormats();
  const [shown, setShown] = useState(false);
  const path = { params: { path: { id: system.id } } };
  const renew = useMutation({
    mutationFn: async () => answer(api.POST("/api/connected-systems/{id}/secret", path)),
    onSuccess: onSecret,
    onError: toast.failed,
  });
  const remove = useMutation({
    mutationFn: () => api.DELETE("/api/connected-systems/{id}", path),
    onSuccess: () => client.invalidateQueries({ queryKey: connectionQueries.key }),
    onError: toast.failed,
  });

  async function askToRenew() {
    const sure = await confirm({
      title: t`Make another secret?`,
      body: t`What is signed with the old one is refused at once, until it is replaced on the other side.`,
      confirm: t`Make another`,
    });
    if (sure) renew.mutate();
  }

  async function askToRemove() {
    const sure = await confirm({
      title: t`Delete ${system.name}?`,
      body: t`Its tickets stay. Nothing more is taken from it, and it is told nothing more.`,
      confirm: t`Delete`,
    });
    if (sure) remove.mutate();
  }

  return (
    <Paper p="md" component="section" aria-label={system.name}>
      <Group justify="space-between" align="start" wrap="wrap">
        <div style={{ minWidth: 0, flex: "1 1 320px" }}>
          <Group gap="xs">
            <Text fw={600}>{system.name}</Text>
            {!system.active && (
              <Badge variant="light" color="gray" tt="none">
                <Trans>Off</Trans>
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {system.deskKey} · {inLanguage(system.requestTypeName, language)}
          </Text>
          <Text size="sm" mt="xs">
            <Trans>It sends to</Trans>
          </Text>
          <Code style={{ overflowWrap: "anywhere" }}>
            POST {window.location.origin}/api/hooks/systems/{system.id}
          </Code>
          {system.callbackAddress && (
            <>
              <Text size="sm" mt="xs">
                <Trans>It is told at</Trans>
              </Text>
              <Code style={{ overflowWrap: "anywhere" }}>POST {system.callbackAddress}</Code>
            </>
          )}
        </div>
        <Group gap="xs">
          <Button size="xs" variant="subtle" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? t`Hide the messages` : t`Messages`}
          </Button>
          <Button size="xs" variant="default" onClick={onEdit}>
            <Trans>Change</Trans>
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="xs" variant="subtle" aria-label={t`More about ${system.name}`}>
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
      {shown && <SystemMessages system={system} />}
    </Paper>
  );
}
