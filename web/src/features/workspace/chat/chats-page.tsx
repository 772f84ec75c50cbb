import { Trans, useLingui } from "@lingui/react/macro";
import { Badge, Button, Group, Paper, Stack, Switch, Text } from "@mantine/core";
import { IconMessageCircle } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { answer, api, ifMatch } from "@/shared/api/client";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { RelativeTime } from "@/shared/i18n/time";
import { PageHeader } from "@/shared/layout/page-header";
import { useSession } from "@/shared/session/session";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { useWorkedDesks } from "../desks";
import { attend, useAttending } from "./attendance";
import type { Chat } from "./chats";
import { chatQueries } from "./chats";

/** Who waits for an answer in a chat, and whether one is there oneself. */
export function ChatsPage() {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(chatQueries.desk);
  return (
    <>
      <PageHeader title={t`Chats`} />
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {data && (
        <Stack gap="lg" maw={840}>
          <Attendance deskKeys={data.deskKeys} />
          {data.chats.length === 0 && (
            <EmptyState icon={<IconMessageCircle size={26} />} title={t`Nobody chats just now`}>
              <Trans>A chat appears here as soon as somebody begins one in a widget of your desks.</Trans>
            </EmptyState>
          )}
          {data.chats.map((chat) => (
            <ChatCard key={chat.ticket.key} chat={chat} />
          ))}
        </Stack>
      )}
    </>
  );
}

function Attendance({ deskKeys }: { deskKeys: string[] }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const desks = useWorkedDesks();
  const attending = useAttending();
  if (deskKeys.length === 0) return null;

  function change(deskKey: string, there: boolean) {
    const others = attending.filter((key) => key !== deskKey && deskKeys.includes(key));
    void attend(client, there ? [...others, deskKey] : others);
  }

  return (
    <Paper p="md" component="section" aria-label={t`Are you there?`}>
      <Stack gap="xs">
        {deskKeys.map((deskKey) => {
          const name = desks.find(({ key }) => key === deskKey)?.name ?? deskKey;
          return (
            <Switch
              key={deskKey}
              checked={attending.includes(deskKey)}
              onChange={(event) => change(deskKey, event.currentTarget.checked)}
              label={t`I am there for chats of ${name}`}
            />
          );
        })}
        <Text size="sm" c="dimmed">
          <Trans>Visitors can begin a chat while somebody is there and has Maru open.</Trans>
        </Text>
      </Stack>
    </Paper>
  );
}

function ChatCard({ chat: { ticket, startedAt, present } }: { chat: Chat }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { person } = useSession();
  const take = useMutation({
    mutationFn: async () =>
      answer(
        api.PATCH("/api/tickets/{key}", {
          params: { path: { key: ticket.key }, header: ifMatch(ticket.version) },
          body: { assigneeId: person.id },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: chatQueries.desk.queryKey });
      await navigate({ to: "/tickets/$key", params: { key: ticket.key } });
    },
    onError: (failure) => {
      toast.failed(failure);
      void client.invalidateQueries({ queryKey: chatQueries.desk.queryKey });
    },
  });
  const assignee = ticket.assignee?.displayName;
  return (
    <Paper p="md" component="article" aria-label={ticket.summary}>
      <Group justify="space-between" align="start" wrap="wrap" gap="sm">
        <div style={{ minWidth: 0, flex: "1 1 260px" }}>
          <Group gap="xs">
            <Badge color={present ? "green" : "gray"} variant="dot" tt="none">
              {present ? <Trans>There</Trans> : <Trans>Gone</Trans>}
            </Badge>
            <StatusBadge name={ticket.status.name} category={ticket.status.category} />
          </Group>
          <Text fw={600} mt={4} style={{ overflowWrap: "anywhere" }}>
            {ticket.summary}
          </Text>
          <Text size="sm" c="dimmed">
            {ticket.key} · {ticket.reporter.displayName} · <RelativeTime instant={startedAt} />
            {assignee && ` · ${assignee}`}
          </Text>
        </div>
        {ticket.assignee ? (
          <Button variant="default" component={Link} to="/tickets/$key" params={{ key: ticket.key } as never}>
            {t`Open the chat`}
          </Button>
        ) : (
          <Button loading={take.isPending} onClick={() => take.mutate()}>
            <Trans>Answer</Trans>
          </Button>
        )}
      </Group>
    </Paper>
  );
}
