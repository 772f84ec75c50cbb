import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Badge, Button, Group, Paper, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconTrash, IconUserOff } from "@tabler/icons-react";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { useConfiguredDesks } from "./configured-desks";

type SenderRule = Schemas["SenderRule"];

const rulesQuery = queryOptions({
  queryKey: ["administration", "sender rules"],
  queryFn: async (): Promise<SenderRule[]> => answer(api.GET("/api/mail/sender-rules", {})),
});

/** Whose mails are taken or refused, whatever a mailbox says. */
export function SenderRules() {
  const { t } = useLingui();
  const client = useQueryClient();
  const desks = useConfiguredDesks();
  const { data, error, refetch } = useQuery(rulesQuery);
  const refresh = () => client.invalidateQueries({ queryKey: rulesQuery.queryKey });
  const form = useServerForm({
    initialValues: { sender: "", allowed: "false", deskKey: null as string | null },
    guard: false,
    send: async ({ sender, allowed, deskKey }) =>
      api.POST("/api/mail/sender-rules", { body: { sender, deskKey, allowed: allowed === "true" } }),
    onSent: async () => {
      form.reset();
      await refresh();
    },
  });
  const remove = useMutation({
    mutationFn: (id: number) => api.DELETE("/api/mail/sender-rules/{id}", { params: { path: { id } } }),
    onSuccess: refresh,
    onError: toast.failed,
  });
  const deskName = (deskKey: string) => desks.find(({ key }) => key === deskKey)?.name ?? deskKey;
  return (
    <Stack gap="md" maw={960}>
      <Text c="dimmed">
        <Trans>
          Mail from these senders is taken or refused whatever a mailbox says about strangers. An address
          counts before its domain, and a rule of a desk before one of all desks.
        </Trans>
      </Text>
      <Paper p="md">
        <ServerFormView form={form} label={t`New rule`}>
          <Group align="start" grow preventGrowOverflow={false} wrap="wrap">
            <TextInput
              {...form.getInputProps("sender")}
              label={t`Address or domain`}
              placeholder="example.com"
              required
            />
            <Select
              {...form.getInputProps("allowed")}
              label={t`Their mail`}
              data={[
                { value: "false", label: t`is refused` },
                { value: "true", label: t`is taken` },
              ]}
              allowDeselect={false}
            />
            <Select
              {...form.getInputProps("deskKey")}
              label={t`Desk`}
              placeholder={t`All desks`}
              data={desks.map(({ key, name }) => ({ value: key, label: name }))}
              clearable
              clearButtonProps={{ "aria-label": t`All desks` }}
            />
          </Group>
          <Group justify="flex-end">
            <Button type="submit" loading={form.sending}>
              <Trans>Add</Trans>
            </Button>
          </Group>
        </ServerFormView>
      </Paper>
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={3} />}
      {data?.length === 0 && (
        <EmptyState icon={<IconUserOff size={26} />} title={t`No rules about senders`} />
      )}
      {data?.map((rule) => (
        <Paper key={rule.id} p="sm">
          <Group justify="space-between" wrap="nowrap">
            <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
              <Text fw={600}>{rule.sender}</Text>
              <Text size="sm" c="dimmed">
                {rule.deskKey ? deskName(rule.deskKey) : t`All desks`} · {rule.createdBy.displayName}
              </Text>
            </div>
            <Group gap="xs" wrap="nowrap">
              <Badge color={rule.allowed ? "green" : "red"} variant="light">
                {rule.allowed ? t`Taken` : t`Refused`}
              </Badge>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t`Remove: ${rule.sender}`}
                onClick={() => remove.mutate(rule.id)}
              >
                <IconTrash size={17} />
              </ActionIcon>
            </Group>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
