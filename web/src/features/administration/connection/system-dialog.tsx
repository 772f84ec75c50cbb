import { Trans, useLingui } from "@lingui/react/macro";
import { Fieldset, Input, Select, Stack, Switch, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { Dialog } from "@/shared/feedback/dialog";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";
import { PersonPicker } from "@/shared/person/person-picker";
import { useSession } from "@/shared/session/session";
import { useConfiguredDesks } from "../configured-desks";
import { inLanguage } from "../localized";
import { deskQueries } from "../queries";
import { SaveButtons } from "../save-buttons";
import { ConflictChoice, useVersionedForm } from "../versioned-form";
import type { ConnectedSystem, SystemSecret } from "./queries";
import { connectionQueries } from "./queries";

type Settings = Schemas["SystemSettings"];

const blank = {
  name: "",
  active: true,
  requestTypeId: null as string | null,
  externalId: "/id",
  reporter: "",
  comment: "",
  fields: {} as Record<string, string>,
  callbackAddress: "",
};

type Values = typeof blank & { personId: number | null };

function body(values: Values): Settings {
  return {
    ...values,
    requestTypeId: values.requestTypeId === null ? null : Number(values.requestTypeId),
    fields: Object.fromEntries(Object.entries(values.fields).filter(([, where]) => where.trim() !== "")),
  };
}

interface SystemDialogProps {
  /** One to change, "new" for a further one, null for none. */
  system: ConnectedSystem | "new" | null;
  onClose: () => void;
  onMade: (secret: SystemSecret) => void;
}

/** Where a system is connected: what its messages become, and where in them what stands. */
export function SystemDialog({ system, onClose, onMade }: SystemDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      opened={system !== null}
      onClose={onClose}
      title={system === "new" ? t`Connect a system` : t`Change the connection`}
      size="lg"
    >
      {system === "new" && <NewSystem onClose={onClose} onMade={onMade} />}
      {system !== null && system !== "new" && <ChangedSystem system={system} onClose={onClose} />}
    </Dialog>
  );
}

function NewSystem({ onClose, onMade }: Omit<SystemDialogProps, "system">) {
  const { t } = useLingui();
  const { person } = useSession();
  const client = useQueryClient();
  const form = useServerForm({
    initialValues: { ...blank, personId: person.id as number | null },
    guard: false,
    send: async (values): Promise<SystemSecret> =>
      answer(api.POST("/api/connected-systems", { body: body(values) })),
    onSent: async (made) => {
      await client.invalidateQueries({ queryKey: connectionQueries.key });
      onClose();
      onMade(made);
    },
  });
  return (
    <ServerFormView form={form} label={t`Connect a system`}>
      <SystemFields form={form} deskKey={null} known={person} />
      <SaveButtons sending={form.sending} onClose={onClose} />
    </ServerFormView>
  );
}

function ChangedSystem({ system, onClose }: { system: ConnectedSystem; onClose: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const path = { id: system.id };
  const form = useVersionedForm({
    resource: system,
    valuesOf: (each: ConnectedSystem): Values => ({
      name: each.name,
      active: each.active,
      requestTypeId: String(each.requestTypeId),
      externalId: each.externalId,
      reporter: each.reporter ?? "",
      comment: each.comment ?? "",
      fields: each.fields,
      callbackAddress: each.callbackAddress ?? "",
      personId: each.person?.id ?? null,
    }),
    guard: false,
    send: async (values, version) =>
      answer(
        api.PUT("/api/connected-systems/{id}", {
          params: { path, header: { "If-Match": `"${version}"` } },
          body: body(values),
        }),
      ),
    reload: async () => answer(api.GET("/api/connected-systems/{id}", { params: { path } })),
    onSaved: async () => {
      await client.invalidateQueries({ queryKey: connectionQueries.key });
      toast.done(t`Saved.`);
      onClose();
    },
  });
  return (
    <ServerFormView form={form} label={t`Change the connection`}>
      <SystemFields form={form} deskKey={system.deskKey} known={system.person ?? null} />
      <ConflictChoice conflict={form.conflict} />
      <SaveButtons sending={form.sending} onClose={onClose} />
    </ServerFormView>
  );
}

interface SystemFieldsProps {
  form: ReturnType<typeof useServerForm<Values, never>>;
  /** The desk of the request type; null while none is chosen. */
  deskKey: string | null;
  known: ConnectedSystem["person"];
}

function SystemFields({ form, deskKey, known }: SystemFieldsProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const desks = useConfiguredDesks();
  const [chosen, setChosen] = useState(deskKey);
  const desk = chosen ?? (desks.length === 1 ? (desks[0]?.key ?? null) : null);
  const { data: requestTypes = [] } = useQuery({
    ...deskQueries.requestTypes(desk ?? ""),
    enabled: desk !== null,
  });
  const requestType = requestTypes.find(({ id }) => String(id) === form.values.requestTypeId);
  const asked = requestType?.form.sections.flatMap(({ fields }) => fields) ?? [];
  return (
    <>
      <Switch {...form.getInputProps("active", { type: "checkbox" })} label={t`Take what it sends`} />
      <TextInput
        {...form.getInputProps("name")}
        label={t`Name`}
        placeholder={t`Such as the order system`}
        maxLength={100}
        required
      />
      <Select
        label={t`Desk`}
        data={desks.map(({ key, name }) => ({ value: key, label: name }))}
        value={desk}
        onChange={(key) => {
          setChosen(key);
          form.setFieldValue("requestTypeId", null);
        }}
        allowDeselect={false}
      />
      <Select
        {...form.getInputProps("requestTypeId")}
        label={t`What it sends becomes`}
        data={requestTypes
          .filter(({ active, portal }) => active && portal)
          .map(({ id, name }) => ({ value: String(id), label: inLanguage(name, language) }))}
        allowDeselect={false}
        searchable
        required
      />
      <Fieldset legend={t`Where in its messages what stands`}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            <Trans>
              Write the way to each value in the JSON that it sends, such as /request/title. What is left
              empty is not taken.
            </Trans>
          </Text>
          <TextInput
            {...form.getInputProps("externalId")}
            label={t`Its own number of the request`}
            description={t`The same number is the same ticket, however often it is sent.`}
            required
          />
          {asked
            // What is computed is not asked.
            .filter(({ preset, type }) => (preset ?? null) === null && type !== "computed")
            .map(({ key, label, name, required, type }) => (
              <TextInput
                key={key}
                value={form.values.fields[key] ?? ""}
                onChange={(event) =>
                  form.setFieldValue("fields", { ...form.values.fields, [key]: event.currentTarget.value })
                }
                error={form.errors[`fields.${key}`]}
                label={inLanguage(label, language) || inLanguage(name, language)}
                description={
                  type === "file"
                    ? t`Where a list of files stands, each with name and content (Base64).`
                    : type === "choice" || type === "multi_choice"
                      ? t`Sent by key or by name.`
                      : undefined
                }
                placeholder={`/${key}`}
                required={required}
              />
            ))}
          <TextInput
            {...form.getInputProps("reporter")}
            label={t`Email of whoever asks`}
            placeholder="/requester/email"
          />
          <TextInput
            {...form.getInputProps("comment")}
            label={t`What is added to a request later`}
            placeholder="/comment"
          />
        </Stack>
      </Fieldset>
      <Input.Wrapper
        label={t`Reports what names nobody known`}
        description={t`A request needs somebody who asks and may see what becomes of it.`}
      >
        <PersonPicker
          label={t`Reports what names nobody known`}
          value={form.values.personId}
          onChange={(personId) => form.setFieldValue("personId", personId)}
          known={known}
          error={form.errors.personId}
          clearable={false}
        />
      </Input.Wrapper>
      <TextInput
        {...form.getInputProps("callbackAddress")}
        label={t`Where changes are told`}
        description={t`Status and answers, signed with the same secret, again until they are taken. Hosts of your own network must be allowed by the operator.`}
        placeholder="https://"
        type="url"
      />
    </>
  );
}
