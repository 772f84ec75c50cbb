import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Badge, Button, Code, CopyButton, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { IconKey } from "@tabler/icons-react";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { Dialog } from "@/shared/feedback/dialog";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import classes from "./profile.module.css";

type ApiToken = Schemas["ApiToken"];
type Scope = ApiToken["scope"];

const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: async () => (await answer(api.GET("/api/me/tokens", {}))).items,
});

function useScopes(): Record<Scope, string> {
  const { t } = useLingui();
  return { read: t`Read`, write: t`Read and write`, administer: t`Everything, administration too` };
}

/** The tokens with which programs act for this person. */
export function TokenList() {
  const { t } = useLingui();
  const formats = useFormats();
  const scopes = useScopes();
  const client = useQueryClient();
  const [creating, setCreating] = useState(false);
  const { data: tokens, error, refetch } = useQuery(tokensQuery);
  const withdraw = useMutation({
    mutationFn: (id: number) => api.DELETE("/api/me/tokens/{id}", { params: { path: { id } } }),
    onSuccess: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
    onError: toast.failed,
  });

  async function ask(token: ApiToken) {
    const sure = await confirm({
      title: t`Withdraw “${token.name}”?`,
      body: t`Programs that use this token are refused from now on. It cannot be brought back.`,
      confirm: t`Withdraw`,
    });
    if (sure) withdraw.mutate(token.id);
  }

  if (error && !tokens) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!tokens) return <TextSkeleton />;
  return (
    <Stack gap="md">
      {tokens.length === 0 ? (
        <Text c="dimmed">
          <Trans>You have no tokens.</Trans>
        </Text>
      ) : (
        <ul className={classes.list}>
          {tokens.map((token) => (
            <li key={token.id} className={classes.item}>
              <IconKey size={22} aria-hidden className={classes.icon} />
              <div className={classes.facts}>
                <Group gap={8}>
                  <Text fw={600}>{token.name}</Text>
                  <Badge size="sm" variant="light" color="gray">
                    {scopes[token.scope]}
                  </Badge>
                </Group>
                <Text size="sm" c="dimmed">
                  <Code>{token.hint}…</Code>
                  {" · "}
                  <Trans>valid until {formats.date(token.expiresAt)}</Trans>
                  {" · "}
                  {token.lastUsedAt ? (
                    <Trans>
                      last used <RelativeTime instant={token.lastUsedAt} />
                    </Trans>
                  ) : (
                    <Trans>never used</Trans>
                  )}
                </Text>
              </div>
              <Button
                size="xs"
                variant="default"
                onClick={() => void ask(token)}
                aria-label={t`Withdraw ${token.name}`}
              >
                <Trans>Withdraw</Trans>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => setCreating(true)}>
          <Trans>Create a token</Trans>
        </Button>
      </Group>
      <Dialog
        opened={creating}
        onClose={() => setCreating(false)}
        title={t`Create a token`}
        closeOnClickOutside={false}
      >
        <TokenForm onClose={() => setCreating(false)} />
      </Dialog>
    </Stack>
  );
}

const day = 86_400_000;

function TokenForm({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const scopes = useScopes();
  const client = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const form = useServerForm({
    initialValues: { name: "", scope: "read", days: "90" },
    validate: ({ name }) => (name.trim() === "" ? { name: t`Enter a name.` } : {}),
    send: ({ name, scope, days }) =>
      answer(
        api.POST("/api/me/tokens", {
          body: { name, scope, expiresAt: new Date(Date.now() + Number(days) * day).toISOString() },
        }),
      ),
    names: { expiresAt: "days" },
    onSent: ({ token }) => {
      setSecret(token);
      void client.invalidateQueries({ queryKey: tokensQuery.queryKey });
    },
    guard: false,
  });

  if (secret !== null) {
    return (
      <Stack>
        <Alert role="status" color="celadon" icon={<IconKey size={18} aria-hidden />}>
          <Trans>Copy the token now. For your safety it is shown only this once.</Trans>
        </Alert>
        <Code block fz="sm" style={{ whiteSpace: "pre-wrap", wordBreak: "break-all" }} data-testid="token">
          {secret}
        </Code>
        <Group justify="flex-end">
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy} data-autofocus>
                {copied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>
            <Trans>I have it</Trans>
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <ServerFormView form={form} label={t`Create a token`}>
      <TextInput
        {...form.getInputProps("name")}
        label={t`Name`}
        description={t`Which program is it for?`}
        required
        data-autofocus
        autoComplete="off"
      />
      <Select
        {...form.getInputProps("scope")}
        label={t`May`}
        data={Object.entries(scopes).map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
      />
      <Select
        {...form.getInputProps("days")}
        label={t`Valid for`}
        data={[
          { value: "30", label: t`30 days` },
          { value: "90", label: t`90 days` },
          { value: "365", label: t`A year` },
        ]}
        allowDeselect={false}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={form.sending}>
          <Trans>Create</Trans>
        </Button>
      </Group>
    </ServerFormView>
  );
}
