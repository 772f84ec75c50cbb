import { Trans, useLingui } from "@lingui/react/macro";
import { Badge, Button, Code, Group, Paper, Select, Stack, Text } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { RelativeTime } from "@/shared/i18n/time";
import { mailboxesQuery } from "./mailboxes";

type Received = Schemas["ReceivedMail"];

const key = ["administration", "received mail"] as const;

const receivedQuery = (state: string | null, mailbox: string | null) =>
  infiniteQueryOptions({
    queryKey: [...key, state, mailbox],
    queryFn: async ({ pageParam }: { pageParam: string | undefined }) =>
      answer(
        api.GET("/api/mail/received", {
          params: {
            query: {
              after: pageParam,
              state: state ?? undefined,
              mailboxId: mailbox === null ? undefined : Number(mailbox),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: 15_000,
  });

const colours: Record<Received["state"], string> = {
  waiting: "blue",
  filed: "green",
  dropped: "gray",
  quarantined: "orange",
  refused: "red",
};

/** What became of each mail that came; what was kept back is let through or discarded. */
export function ReceivedMail() {
  const { t } = useLingui();
  const [state, setState] = useState<string | null>(null);
  const [mailbox, setMailbox] = useState<string | null>(null);
  const { data: mailboxes } = useQuery(mailboxesQuery);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    receivedQuery(state, mailbox),
  );
  const names: Record<Received["state"], string> = {
    waiting: t`Waiting`,
    filed: t`On a ticket`,
    dropped: t`Set aside`,
    quarantined: t`Kept back`,
    refused: t`Refused`,
  };
  const mails = data?.pages.flatMap(({ items }) => items);
  return (
    <Stack gap="sm" maw={960}>
      <Group grow preventGrowOverflow={false} wrap="wrap">
        <Select
          label={t`State`}
          placeholder={t`All`}
          value={state}
          onChange={setState}
          data={Object.entries(names).map(([value, label]) => ({ value, label }))}
          clearable
          clearButtonProps={{ "aria-label": t`All states` }}
        />
        <Select
          label={t`Mailbox`}
          placeholder={t`All`}
          value={mailbox}
          onChange={setMailbox}
          data={(mailboxes ?? []).map(({ id, address }) => ({ value: String(id), label: address }))}
          clearable
          clearButtonProps={{ "aria-label": t`All mailboxes` }}
        />
      </Group>
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {mails?.length === 0 && <EmptyState icon={<IconMail size={26} />} title={t`No mails here`} />}
      {mails?.map((mail) => (
        <MailCard key={mail.id} mail={mail} state={names[mail.state]} />
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

const sourceOf = (id: number) => `/api/mail/received/${id}/raw`;

/** Of a mail with files nobody wants to read more. */
const mostShown = 20_000;

const sourceQuery = (id: number) =>
  queryOptions({
    queryKey: [...key, "source", id],
    queryFn: async ({ signal }) => {
      const source = await answer(
        api.GET("/api/mail/received/{id}/raw", { params: { path: { id } }, parseAs: "stream", signal }),
      );
      const reader = source.getReader();
      const decoder = new TextDecoder();
      let text = "";
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        text += decoder.decode(part.value, { stream: true });
        if (text.length > mostShown) {
          await reader.cancel();
          return `${text.slice(0, mostShown)}\n…`;
        }
      }
      return text;
    },
    staleTime: Infinity,
  });

/** The mail as it came, as text: it is whatever anybody sent. */
function Source({ id }: { id: number }) {
  const { t } = useLingui();
  const { data, error } = useQuery(sourceQuery(id));
  if (error) {
    return (
      <Text size="sm" mt="xs">
        <Trans>The source is no longer kept.</Trans>
      </Text>
    );
  }
  return data === undefined ? (
    <TextSkeleton lines={4} />
  ) : (
    <Code
      block
      mt="xs"
      mah={360}
      tabIndex={0}
      aria-label={t`Source`}
      style={{ overflow: "auto", whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}
    >
      {data}
    </Code>
  );
}

function MailCard({ mail, state }: { mail: Received; state: string }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [shown, setShown] = useState(false);
  const subject = mail.subject || t`(no subject)`;
  const path = { params: { path: { id: mail.id } } };
  const refresh = () => client.invalidateQueries({ queryKey: key });
  const release = useMutation({
    mutationFn: () => api.POST("/api/mail/received/{id}/release", path),
    onSuccess: refresh,
    onError: toast.failed,
  });
  const discard = useMutation({
    mutationFn: () => api.POST("/api/mail/received/{id}/discard", path),
    onSuccess: refresh,
    onError: toast.failed,
  });
  async function ask() {
    const sure = await confirm({
      title: t`Discard this mail?`,
      body: t`It becomes neither a request nor a comment. It stays in this list.`,
      confirm: t`Discard mail`,
    });
    if (sure) discard.mutate();
  }
  return (
    <Paper component="article" p="md" aria-label={subject}>
      <Group justify="space-between" align="start" wrap="wrap">
        <div style={{ minWidth: 0, flex: "1 1 320px", overflowWrap: "anywhere" }}>
          <Text fw={600}>{subject}</Text>
          <Text size="sm" c="dimmed">
            {mail.senderName && `${mail.senderName} · `}
            {mail.sender ?? t`Sender unknown`} → {mail.mailbox} · <RelativeTime instant={mail.receivedAt} />
          </Text>
          {mail.reason && <Text size="sm">{mail.reason}</Text>}
          {mail.refused.map(({ line, reason }) => (
            <Text key={line} size="sm">
              <Code>{line}</Code> {reason}
            </Text>
          ))}
          {mail.ticket && (
            <Text size="sm">
              <Link to="/tickets/$key" params={{ key: mail.ticket.key }}>
                {mail.ticket.key} {mail.ticket.summary}
              </Link>
            </Text>
          )}
        </div>
        <Badge color={colours[mail.state]} variant="light">
          {state}
        </Badge>
      </Group>
      <Group gap="xs" mt="sm">
        {mail.releasable && (
          <Button
            size="xs"
            loading={release.isPending}
            aria-label={t`Let through: ${subject}`}
            onClick={() => release.mutate()}
          >
            <Trans>Let through</Trans>
          </Button>
        )}
        {mail.state === "quarantined" && (
          <Button
            size="xs"
            variant="default"
            aria-label={t`Discard mail: ${subject}`}
            onClick={() => void ask()}
          >
            <Trans>Discard mail</Trans>
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          aria-expanded={shown}
          aria-label={t`Source: ${subject}`}
          onClick={() => setShown(!shown)}
        >
          <Trans>Source</Trans>
        </Button>
        <Button
          size="xs"
          variant="subtle"
          component="a"
          href={sourceOf(mail.id)}
          download
          aria-label={t`Download: ${subject}`}
        >
          <Trans>Download</Trans>
        </Button>
      </Group>
      {shown && <Source id={mail.id} />}
    </Paper>
  );
}
