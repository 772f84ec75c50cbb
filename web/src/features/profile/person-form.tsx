import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Select, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { languages } from "@/shared/i18n/language";
import { timeZones } from "@/shared/i18n/time-zone";
import { rememberSession, useSession } from "@/shared/session/session";

export function PersonForm() {
  const { t } = useLingui();
  const client = useQueryClient();
  const session = useSession();
  const { person } = session;
  const form = useServerForm({
    initialValues: {
      displayName: person.displayName,
      language: person.language,
      timeZone: person.timeZone,
      theme: person.theme,
    },
    validate: ({ displayName }) => (displayName.trim() === "" ? { displayName: t`Enter your name.` } : {}),
    send: async (values) => await answer(api.PATCH("/api/me", { body: values })),
    onSent: (changed) => {
      rememberSession(client, { ...session, person: { ...person, ...changed } });
      toast.done(t`Saved.`);
    },
  });
  return (
    <ServerFormView form={form} label={t`You`}>
      <TextInput {...form.getInputProps("displayName")} label={t`Name`} required autoComplete="name" />
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <Select
          {...form.getInputProps("language")}
          label={t`Language`}
          data={[...languages]}
          allowDeselect={false}
          flex="1 1 180px"
        />
        <Select
          {...form.getInputProps("timeZone")}
          label={t`Time zone`}
          data={timeZones()}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t`No such time zone`}
          flex="1 1 220px"
        />
        <Select
          {...form.getInputProps("theme")}
          label={t`Appearance`}
          data={[
            { value: "system", label: t`As the system` },
            { value: "light", label: t`Light` },
            { value: "dark", label: t`Dark` },
          ]}
          allowDeselect={false}
          flex="1 1 160px"
        />
      </Group>
      <Group justify="flex-end">
        <Button type="submit" loading={form.sending} disabled={!form.isDirty()}>
          <Trans>Save</Trans>
        </Button>
      </Group>
    </ServerFormView>
  );
}
