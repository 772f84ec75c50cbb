import { useLingui } from "@lingui/react/macro";
import { Checkbox, Group, Input, MultiSelect, Select, Switch, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { Dialog } from "@/shared/feedback/dialog";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { PersonPicker } from "@/shared/person/person-picker";
import { useSession } from "@/shared/session/session";
import { QueryInput } from "../automation/query-input";
import { useConfiguredDesks } from "../configured-desks";
import { SaveButtons } from "../save-buttons";
import { ConflictChoice, useVersionedForm } from "../versioned-form";
import type { Webhook, WebhookSecret } from "./queries";
import { webhookQueries } from "./queries";
import { useEventNames, useFormatNames } from "./words";

type Settings = Schemas["WebhookSettings"];

const blank = {
  name: "",
  active: true,
  format: "standard" as Webhook["format"],
  address: "",
  deskKeys: [] as string[],
  events: [] as Webhook["events"],
  query: "",
  internal: false,
};

interface WebhookDialogProps {
  /** One to change, "new" for a further one, null for none. */
  webhook: Webhook | "new" | null;
  onClose: () => void;
  onMade: (secret: WebhookSecret) => void;
}

/** Where a system is named that is told what happens. */
export function WebhookDialog({ webhook, onClose, onMade }: WebhookDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      opened={webhook !== null}
      onClose={onClose}
      title={webhook === "new" ? t`New webhook` : t`Change the webhook`}
      size="lg"
    >
      {webhook === "new" && <NewWebhook onClose={onClose} onMade={onMade} />}
      {webhook !== null && webhook !== "new" && <ChangedWebhook webhook={webhook} onClose={onClose} />}
    </Dialog>
  );
}

function NewWebhook({ onClose, onMade }: Omit<WebhookDialogProps, "webhook">) {
  const { t } = useLingui();
  const { person } = useSession();
  const client = useQueryClient();
  const form = useServerForm({
    initialValues: { ...blank, personId: person.id as number | null },
    guard: false,
    send: async (values): Promise<WebhookSecret> => answer(api.POST("/api/webhooks", { body: body(values) })),
    onSent: async (made) => {
      await client.invalidateQueries({ queryKey: webhookQueries.key });
      onClose();
      onMade(made);
    },
  });
  return (
    <ServerFormView form={form} label={t`New webhook`}>
      <WebhookFields form={form} known={person} kept={null} />
      <SaveButtons sending={form.sending} onClose={onClose} />
    </ServerFormView>
  );
}

function ChangedWebhook({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const form = useVersionedForm({
    resource: webhook,
    valuesOf: (each: Webhook) => ({
      name: each.name,
      active: each.active,
      format: each.format,
      // That of a chat is not known here: the one that is kept stays while nobody types another one.
      address: each.format === "standard" ? each.address : "",
      deskKeys: each.deskKeys,
      events: each.events,
      query: each.query ?? "",
      internal: each.internal,
      personId: (each.person?.id ?? null) as number | null,
    }),
    guard: false,
    send: async (values, version) =>
      answer(
        api.PUT("/api/webhooks/{id}", {
          params: { path: { id: webhook.id }, header: { "If-Match": `"${version}"` } },
          body: body(values),
        }),
      ),
    reload: async () => answer(api.GET("/api/webhooks/{id}", { params: { path: { id: webhook.id } } })),
    onSaved: async () => {
      await client.invalidateQueries({ queryKey: webhookQueries.key });
      toast.done(t`Saved.`);
      onClose();
    },
  });
  return (
    <ServerFormView form={form} label={t`Change the webhook`}>
      <WebhookFields
        form={form}
        known={webhook.person ?? null}
        kept={webhook.format === "standard" ? null : webhook.address}
      />
      <ConflictChoice conflict={form.conflict} />
      <SaveButtons sending={form.sending} onClose={onClose} />
    </ServerFormView>
  );
}

type Values = typeof blank & { personId: number | null };

function body({ query, ...values }: Values): Settings {
  return { ...values, query: query.trim() === "" ? null : query };
}

interface WebhookFieldsProps {
  form: ReturnType<typeof useServerForm<Values, never>>;
  known: Webhook["person"];
  /** As much as is shown of a chat's address; null when there is none. */
  kept: string | null;
}

function WebhookFields({ form, known, kept }: WebhookFieldsProps) {
  const { t } = useLingui();
  const desks = useConfiguredDesks();
  const events = useEventNames();
  const formats = useFormatNames();
  return (
    <>
      <Switch {...form.getInputProps("active", { type: "checkbox" })} label={t`Call it`} />
      <TextInput
        {...form.getInputProps("name")}
        label={t`Name`}
        placeholder={t`Such as the channel of the operations team`}
        maxLength={100}
        required
      />
      <Select
        {...form.getInputProps("format")}
        label={t`Format`}
        data={Object.entries(formats).map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
      />
      <TextInput
        {...form.getInputProps("address")}
        label={t`Web address`}
        description={
          form.values.format === "standard"
            ? undefined
            : kept === null
              ? t`It is kept encrypted.`
              : t`One is kept; type to replace it.`
        }
        placeholder={kept ?? "https://"}
        type="url"
        required={form.values.format === "standard" || kept === null}
      />
      <Checkbox.Group {...form.getInputProps("events")} label={t`When`} required>
        <Group gap="xs" mt={4}>
          {Object.entries(events).map(([value, label]) => (
            <Checkbox
              key={value}
              value={value}
              label={label}
              w="100%"
              disabled={value === "ticket.commented_internally" && !form.values.internal}
            />
          ))}
        </Group>
      </Checkbox.Group>
      <Switch
        {...form.getInputProps("internal", { type: "checkbox" })}
        label={t`Tell it of internal notes, too`}
        description={t`Only where everybody who reads them there may know them.`}
      />
      <MultiSelect
        {...form.getInputProps("deskKeys")}
        label={t`Desks`}
        placeholder={form.values.deskKeys.length === 0 ? t`All desks` : undefined}
        data={desks.map(({ key, name }) => ({ value: key, label: name }))}
        clearable
        searchable
      />
      <Input.Wrapper label={t`Only these tickets`} error={form.errors.query}>
        <QueryInput value={form.values.query} onChange={(query) => form.setFieldValue("query", query)} />
      </Input.Wrapper>
      <Input.Wrapper
        label={t`Sees with the eyes of`}
        description={t`It is told only what this person may see, in their language.`}
      >
        <PersonPicker
          label={t`Sees with the eyes of`}
          value={form.values.personId}
          onChange={(personId) => form.setFieldValue("personId", personId)}
          known={known}
          error={form.errors.personId}
          clearable={false}
        />
      </Input.Wrapper>
    </>
  );
}
