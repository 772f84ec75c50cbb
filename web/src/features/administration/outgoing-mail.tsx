import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import {
  Alert,
  Button,
  Group,
  NumberInput,
  Paper,
  PasswordInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Switch,
  Table,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { IconMail, IconMailX } from "@tabler/icons-react";
import {
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView } from "@/shared/form/server-form";
import { RelativeTime } from "@/shared/i18n/time";
import { useMailFailure } from "@/shared/notification/mail-failure";
import { useSession } from "@/shared/session/session";
import { BrowserNotifications } from "./browser-notifications";
import { ConflictChoice, useVersionedForm } from "./versioned-form";

type ServerView = Schemas["MailServerView"];
type Security = Schemas["MailServer"]["security"];
type SignIn = Schemas["MailServer"]["signIn"];
type SentMail = Schemas["SentMail"];

const serverQuery = queryOptions({
  queryKey: ["administration", "mail server"],
  queryFn: async (): Promise<ServerView> => answer(api.GET("/api/mail/server", {})),
  refetchInterval: 15_000,
});

/** The server that mails leave by, and the mails. */
export function OutgoingMail() {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(serverQuery);
  return (
    <>
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={6} />}
      {data && (
        <Stack gap="lg" maw={960}>
          <Standing view={data} />
          <Paper component="section" p={{ base: "md", xs: "lg" }} aria-label={t`Mail server`}>
            <Title order={2} size="h3" mb="md">
              <Trans>The server that mails leave by</Trans>
            </Title>
            <ServerForm view={data} />
            {data.server && <TestMail />}
          </Paper>
          <BrowserNotifications />
          {data.server && <Outgoing />}
        </Stack>
      )}
    </>
  );
}

function Standing({ view }: { view: ServerView }) {
  const { t } = useLingui();
  const waiting = view.waiting;
  if (view.failingSince) {
    return (
      <Alert color="red" icon={<IconMailX />} title={t`The server takes no mails`}>
        <Text size="sm">{view.failure}</Text>
        <Text size="sm">
          <Trans>
            Since <RelativeTime instant={view.failingSince} />. It is tried again and again; nothing is lost,
            and what happens meanwhile is told in one mail afterwards.
          </Trans>
        </Text>
      </Alert>
    );
  }
  if (!view.server) {
    return (
      <Alert icon={<IconMail />}>
        <Trans>
          No mails are sent yet: name a server below. People read what concerns them in Maru only.
        </Trans>
      </Alert>
    );
  }
  if (!view.server.active) {
    return (
      <Alert color="yellow" icon={<IconMailX />}>
        <Trans>Mails are switched off.</Trans>
      </Alert>
    );
  }
  return waiting > 0 ? (
    <Text c="dimmed" role="status">
      {t`${plural(waiting, { one: "# mail is", other: "# mails are" })} on the way.`}
    </Text>
  ) : null;
}

const usualPort: Record<Security, number> = { none: 25, starttls: 587, tls: 465 };

function ServerForm({ view }: { view: ServerView }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const form = useVersionedForm({
    resource: view,
    valuesOf: ({ server }: ServerView) => ({
      active: server?.active ?? true,
      host: server?.host ?? "",
      port: (server?.port ?? usualPort.starttls) as number | string,
      security: server?.security ?? ("starttls" as Security),
      username: server?.username ?? "",
      signIn: server?.signIn ?? ("password" as SignIn),
      tokenAddress: server?.tokenAddress ?? "",
      clientId: server?.clientId ?? "",
      password: "",
      clientSecret: "",
      senderAddress: server?.senderAddress ?? "",
      senderName: server?.senderName ?? "Maru",
      webAddress: server?.webAddress ?? globalThis.location.origin,
      mostAMinute: (server?.mostAMinute ?? "") as number | string,
    }),
    send: async (values, version) =>
      answer(
        api.PUT("/api/mail/server", {
          params: { header: { "If-Match": `"${version}"` } },
          body: {
            ...values,
            port: values.port === "" ? null : Number(values.port),
            username: values.username || null,
            // What is kept stays while nobody types another one.
            password: values.username === "" ? "" : values.password || null,
            tokenAddress: values.tokenAddress || null,
            clientId: values.clientId || null,
            clientSecret: values.clientSecret || null,
            mostAMinute: values.mostAMinute === "" ? null : Number(values.mostAMinute),
          },
        }),
      ),
    reload: async () => answer(api.GET("/api/mail/server", {})),
    onSaved: (saved) => {
      client.setQueryData(serverQuery.queryKey, saved);
      toast.done(t`Saved.`);
    },
  });
  const oauth = form.values.signIn === "oauth";
  return (
    <ServerFormView form={form} label={t`Mail server`}>
      <Switch {...form.getInputProps("active", { type: "checkbox" })} label={t`Send mails`} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          {...form.getInputProps("host")}
          label={t`Server`}
          placeholder="smtp.example.com"
          required
        />
        <Select
          {...form.getInputProps("security")}
          onChange={(security) => {
            if (!security) return;
            if (form.values.port === usualPort[form.values.security]) {
              form.setFieldValue("port", usualPort[security as Security]);
            }
            form.setFieldValue("security", security as Security);
          }}
          label={t`Encryption`}
          data={[
            { value: "starttls", label: "STARTTLS" },
            { value: "tls", label: "TLS" },
            { value: "none", label: t`None` },
          ]}
          allowDeselect={false}
        />
        <NumberInput {...form.getInputProps("port")} label={t`Port`} min={1} max={65535} required />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          {...form.getInputProps("username")}
          label={t`User name`}
          description={oauth ? undefined : t`Empty if the server asks for none.`}
          autoComplete="off"
          required={oauth}
        />
        <Select
          {...form.getInputProps("signIn")}
          label={t`Sign-in`}
          data={[
            { value: "password", label: t`Password` },
            { value: "oauth", label: t`OAuth 2 (Google, Microsoft)` },
          ]}
          allowDeselect={false}
        />
        <PasswordInput
          {...form.getInputProps("password")}
          label={oauth ? t`Refresh token` : t`Password`}
          description={view.hasPassword ? t`One is kept; type to replace it.` : t`It is kept encrypted.`}
          disabled={form.values.username === ""}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ "aria-label": t`Show or hide the password` }}
        />
      </SimpleGrid>
      {oauth && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            {...form.getInputProps("tokenAddress")}
            label={t`Address for tokens`}
            placeholder="https://oauth2.googleapis.com/token"
            type="url"
            required
          />
          <TextInput {...form.getInputProps("clientId")} label={t`Client ID`} required />
          <PasswordInput
            {...form.getInputProps("clientSecret")}
            label={t`Client secret`}
            description={
              view.hasClientSecret ? t`One is kept; type to replace it.` : t`It is kept encrypted.`
            }
            autoComplete="new-password"
            visibilityToggleButtonProps={{ "aria-label": t`Show or hide the secret` }}
          />
        </SimpleGrid>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          {...form.getInputProps("senderAddress")}
          label={t`Sender’s address`}
          description={t`Of desks without a mailbox of their own.`}
          type="email"
          required
        />
        <TextInput
          {...form.getInputProps("senderName")}
          label={t`Sender’s name`}
          description={t`As test mails carry it; others carry what the texts say.`}
          required
        />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          {...form.getInputProps("webAddress")}
          label={t`Address of Maru`}
          description={t`Where links in mails lead.`}
          type="url"
          required
        />
        <NumberInput
          {...form.getInputProps("mostAMinute")}
          label={t`At most in a minute`}
          description={t`Empty if the server sets no limit.`}
          min={1}
        />
      </SimpleGrid>
      <ConflictChoice conflict={form.conflict} />
      <Group justify="flex-end">
        <Button type="submit" loading={form.sending}>
          <Trans>Save</Trans>
        </Button>
      </Group>
    </ServerFormView>
  );
}

function TestMail() {
  const { t } = useLingui();
  const { person } = useSession();
  const [recipient, setRecipient] = useState(person.email);
  const test = useMutation({
    mutationFn: async () => answer(api.POST("/api/mail/server/test", { body: { recipient } })),
    onError: toast.failed,
  });
  return (
    <Stack gap="xs" mt="md">
      <Group align="end" wrap="wrap">
        <TextInput
          label={t`Send a test to`}
          type="email"
          value={recipient}
          onChange={(event) => setRecipient(event.currentTarget.value)}
          flex="1 1 220px"
        />
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          <Trans>Send a test</Trans>
        </Button>
      </Group>
      {test.data && (
        <Alert color={test.data.failure ? "red" : "green"} role="status">
          {test.data.failure ?? t`The server has taken the mail.`}
        </Alert>
      )}
    </Stack>
  );
}

type Which = "all" | SentMail["state"];

const outgoingQuery = (which: Which) =>
  infiniteQueryOptions({
    queryKey: ["administration", "outgoing mail", which],
    queryFn: async ({ pageParam }: { pageParam: string | undefined }) =>
      answer(
        api.GET("/api/mail/outgoing", {
          params: { query: { after: pageParam, state: which === "all" ? undefined : which } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: 15_000,
  });

function Outgoing() {
  const { t } = useLingui();
  const failureOf = useMailFailure();
  const client = useQueryClient();
  const [which, setWhich] = useState<Which>("all");
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    outgoingQuery(which),
  );
  const again = useMutation({
    mutationFn: (id: number) => api.POST("/api/mail/outgoing/{id}/retry", { params: { path: { id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["administration", "outgoing mail"] }),
    onError: toast.failed,
  });
  const names: Record<SentMail["state"], string> = {
    waiting: t`On the way`,
    sent: t`Sent`,
    failed: t`Not delivered`,
  };
  const mails = data?.pages.flatMap(({ items }) => items);
  return (
    <section aria-label={t`Mails`}>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h3">
          <Trans>Mails of the last 90 days</Trans>
        </Title>
        <SegmentedControl
          value={which}
          onChange={(value) => setWhich(value as Which)}
          aria-label={t`Which mails`}
          data={[
            { value: "all", label: t`All` },
            { value: "waiting", label: names.waiting },
            { value: "failed", label: names.failed },
          ]}
        />
      </Group>
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={4} />}
      {mails?.length === 0 && <EmptyState icon={<IconMail size={26} />} title={t`No mails here`} />}
      {mails && mails.length > 0 && (
        <Table.ScrollContainer minWidth={640}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t({ message: "To", context: "mail" })}</Table.Th>
                <Table.Th>{t`Subject`}</Table.Th>
                <Table.Th>{t`State`}</Table.Th>
                <Table.Th>{t`Written`}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {mails.map((mail) => (
                <Table.Tr key={mail.id}>
                  <Table.Td>{mail.recipient}</Table.Td>
                  <Table.Td>{mail.subject}</Table.Td>
                  <Table.Td>
                    <Text size="sm" c={mail.state === "failed" ? "red" : undefined}>
                      {names[mail.state]}
                    </Text>
                    {mail.failure && (
                      <Text size="xs" c="dimmed">
                        {failureOf(mail)}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <RelativeTime instant={mail.createdAt} />
                  </Table.Td>
                  <Table.Td>
                    {mail.state !== "sent" && (
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={t`Try again: ${mail.recipient}, ${mail.subject}`}
                        onClick={() => again.mutate(mail.id)}
                      >
                        <Trans>Try again</Trans>
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
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
