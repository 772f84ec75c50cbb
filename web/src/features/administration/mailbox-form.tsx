import { Trans, useLingui } from "@lingui/react/macro";
import {
  Button,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  SimpleGrid,
  Switch,
  TagsInput,
  TextInput,
} from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";
import { useConfiguredDesks } from "./configured-desks";
import { inLanguage } from "./localized";
import type { MailboxView } from "./mailboxes";
import { mailboxesQuery } from "./mailboxes";
import { deskQueries } from "./queries";
import { ConflictChoice, useVersionedForm } from "./versioned-form";

type Access = Schemas["MailAccess"];
type Resource = { version: number; mailbox: MailboxView | null };

const usualPort: Record<Access["security"], number> = { none: 143, starttls: 143, tls: 993 };
const megabyte = 1_000_000;

async function kept(id: number): Promise<Resource> {
  const mailbox = (await answer(api.GET("/api/mail/mailboxes", {}))).find((each) => each.id === id) ?? null;
  return { version: mailbox?.version ?? 0, mailbox };
}

/** A mailbox, or a new one. */
export function MailboxForm({ mailbox, onClose }: { mailbox: MailboxView | null; onClose: () => void }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const client = useQueryClient();
  const desks = useConfiguredDesks();
  const form = useVersionedForm({
    resource: { version: mailbox?.version ?? 0, mailbox } as Resource,
    valuesOf: ({ mailbox: each }: Resource) => ({
      deskKey: each?.deskKey ?? (desks.length === 1 ? (desks[0]?.key ?? null) : null),
      requestTypeId: each ? String(each.requestTypeId) : (null as string | null),
      address: each?.address ?? "",
      aliases: each?.aliases ?? [],
      fetched: each ? each.access !== null : true,
      access: {
        host: each?.access?.host ?? "",
        port: (each?.access?.port ?? usualPort.tls) as number | string,
        security: each?.access?.security ?? ("tls" as Access["security"]),
        userName: each?.access?.userName ?? "",
        signIn: each?.access?.signIn ?? ("password" as Access["signIn"]),
        tokenAddress: each?.access?.tokenAddress ?? "",
        clientId: each?.access?.clientId ?? "",
      },
      secret: "",
      clientSecret: "",
      existingMails: false,
      newcomers: each?.newcomers ?? ("create" as MailboxView["newcomers"]),
      copiesJoin: each?.copiesJoin ?? true,
      closedReplies: each?.closedReplies ?? ("comment" as MailboxView["closedReplies"]),
      megabytes: ((each?.sizeLimit ?? 35 * megabyte) / megabyte) as number | string,
      active: each?.active ?? true,
    }),
    send: async ({ fetched, megabytes, ...values }, version) => {
      const body = {
        ...values,
        requestTypeId: values.requestTypeId === null ? null : Number(values.requestTypeId),
        access: fetched
          ? {
              ...values.access,
              port: values.access.port === "" ? null : Number(values.access.port),
              tokenAddress: values.access.tokenAddress || null,
              clientId: values.access.clientId || null,
            }
          : null,
        // What is kept stays while nobody types another one.
        secret: values.secret || null,
        clientSecret: values.clientSecret || null,
        sizeLimit: megabytes === "" ? null : Math.round(Number(megabytes) * megabyte),
      };
      const saved = await answer(
        mailbox
          ? api.PUT("/api/mail/mailboxes/{id}", {
              params: { path: { id: mailbox.id }, header: { "If-Match": `"${version}"` } },
              body,
            })
          : api.POST("/api/mail/mailboxes", { body }),
      );
      return { version: saved.version, mailbox: saved };
    },
    reload: async () => (mailbox ? kept(mailbox.id) : { version: 0, mailbox: null }),
    onSaved: async () => {
      await client.invalidateQueries({ queryKey: mailboxesQuery.queryKey });
      toast.done(t`Saved.`);
      onClose();
    },
    guard: false,
  });
  const { deskKey, fetched, access } = form.values;
  const types = useQuery({ ...deskQueries.requestTypes(deskKey ?? ""), enabled: deskKey !== null });
  const oauth = access.signIn === "oauth";
  return (
    <ServerFormView form={form} label={t`Mailbox`}>
      <Switch {...form.getInputProps("active", { type: "checkbox" })} label={t`Take mail from here`} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput {...form.getInputProps("address")} label={t`Address`} type="email" required />
        <TagsInput
          {...form.getInputProps("aliases")}
          label={t`Further addresses`}
          description={t`Whose mail comes here, too.`}
          splitChars={[",", " ", ";"]}
        />
        <Select
          {...form.getInputProps("deskKey")}
          onChange={(next) => {
            form.setFieldValue("deskKey", next);
            form.setFieldValue("requestTypeId", null);
          }}
          label={t`Desk`}
          data={desks.map(({ key, name }) => ({ value: key, label: name }))}
          searchable
          required
        />
        <Select
          {...form.getInputProps("requestTypeId")}
          label={t`Request type`}
          description={t`Of new requests; their form is left to whoever works on them.`}
          data={(types.data ?? [])
            .filter(({ active }) => active)
            .map(({ id, name }) => ({ value: String(id), label: inLanguage(name, language) }))}
          searchable
          required
        />
      </SimpleGrid>
      <Select
        label={t`How mail gets here`}
        value={fetched ? "imap" : "smtp"}
        onChange={(next) => form.setFieldValue("fetched", next !== "smtp")}
        data={[
          { value: "imap", label: t`Maru fetches it from a mail server (IMAP)` },
          { value: "smtp", label: t`A mail server sends it to Maru (SMTP)` },
        ]}
        allowDeselect={false}
      />
      {fetched && (
        <>
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <TextInput
              {...form.getInputProps("access.host")}
              label={t`Server`}
              placeholder="imap.example.com"
              required
            />
            <Select
              {...form.getInputProps("access.security")}
              onChange={(security) => {
                if (!security) return;
                if (access.port === usualPort[access.security]) {
                  form.setFieldValue("access.port", usualPort[security as Access["security"]]);
                }
                form.setFieldValue("access.security", security as Access["security"]);
              }}
              label={t`Encryption`}
              data={[
                { value: "tls", label: "TLS" },
                { value: "starttls", label: "STARTTLS" },
                { value: "none", label: t`None` },
              ]}
              allowDeselect={false}
            />
            <NumberInput
              {...form.getInputProps("access.port")}
              label={t`Port`}
              min={1}
              max={65535}
              required
            />
          </SimpleGrid>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              {...form.getInputProps("access.userName")}
              label={t`User name`}
              autoComplete="off"
              required
            />
            <Select
              {...form.getInputProps("access.signIn")}
              label={t`Sign-in`}
              data={[
                { value: "password", label: t`Password` },
                { value: "oauth", label: t`OAuth 2 (Google, Microsoft)` },
              ]}
              allowDeselect={false}
            />
            <PasswordInput
              {...form.getInputProps("secret")}
              label={oauth ? t`Refresh token` : t`Password`}
              description={
                mailbox?.hasSecret ? t`One is kept; type to replace it.` : t`It is kept encrypted.`
              }
              autoComplete="new-password"
              visibilityToggleButtonProps={{ "aria-label": t`Show or hide the password` }}
            />
          </SimpleGrid>
          {oauth && (
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput
                {...form.getInputProps("access.tokenAddress")}
                label={t`Address for tokens`}
                placeholder="https://oauth2.googleapis.com/token"
                type="url"
                required
              />
              <TextInput {...form.getInputProps("access.clientId")} label={t`Client ID`} required />
              <PasswordInput
                {...form.getInputProps("clientSecret")}
                label={t`Client secret`}
                description={
                  mailbox?.hasClientSecret ? t`One is kept; type to replace it.` : t`It is kept encrypted.`
                }
                autoComplete="new-password"
                visibilityToggleButtonProps={{ "aria-label": t`Show or hide the secret` }}
              />
            </SimpleGrid>
          )}
          {!mailbox && (
            <Switch
              {...form.getInputProps("existingMails", { type: "checkbox" })}
              label={t`Fetch the mails, too, that lie there already`}
              description={t`Nothing is changed or removed there.`}
            />
          )}
        </>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <Select
          {...form.getInputProps("newcomers")}
          label={t`Mail from somebody unknown`}
          data={[
            { value: "create", label: t`They become a customer` },
            { value: "quarantine", label: t`It is kept back for you to look at` },
            { value: "refuse", label: t`It is refused` },
          ]}
          allowDeselect={false}
        />
        <Select
          {...form.getInputProps("closedReplies")}
          label={t`An answer to a request that is done`}
          description={t`When the workflow does not reopen it.`}
          data={[
            { value: "comment", label: t`Becomes a comment` },
            { value: "new_ticket", label: t`Becomes a new request, linked` },
          ]}
          allowDeselect={false}
        />
        <NumberInput
          {...form.getInputProps("megabytes")}
          label={t`Largest mail, in MB`}
          min={0.01}
          max={150}
        />
      </SimpleGrid>
      <Switch
        {...form.getInputProps("copiesJoin", { type: "checkbox" })}
        label={t`Whoever gets a copy takes part in the request`}
      />
      <ConflictChoice conflict={form.conflict} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={form.sending}>
          <Trans>Save</Trans>
        </Button>
      </Group>
    </ServerFormView>
  );
}
