import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Paper, Radio, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconAlertTriangle, IconArchive, IconArchiveOff } from "@tabler/icons-react";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { answer, api, ifMatch } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { problemText } from "@/shared/feedback/problem-text";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { DeskFrame } from "./desk-frame";
import { FormSheet } from "./form-sheet";
import { IconPicker } from "./icon-picker";
import type { LocalizedDraft } from "./localized";
import { draftOf, inLanguage, isBlank } from "./localized";
import { LocalizedInput } from "./localized-input";
import { deskQueries } from "./queries";
import type { Desk, RaiseAccess } from "./resources";
import { useVersionedForm } from "./versioned-form";

interface DeskValues extends Record<string, unknown> {
  name: LocalizedDraft;
  description: LocalizedDraft;
  icon: string;
  raiseAccess: RaiseAccess;
}

const valuesOf = ({ name, description, icon, raiseAccess }: Desk): DeskValues => ({
  name: draftOf(name),
  description: draftOf(description),
  icon,
  raiseAccess,
});

/** What a desk is called and who may ask it. */
export function DeskSettingsPage({ deskKey }: { deskKey: string }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const client = useQueryClient();
  const { data: desk } = useSuspenseQuery(deskQueries.detail(deskKey));
  const name = inLanguage(desk.name, language);

  const patch = (version: number, body: Partial<DeskValues> & { archived?: boolean }): Promise<Desk> =>
    answer(
      api.PATCH("/api/desks/{deskKey}", { params: { path: { deskKey } }, headers: ifMatch(version), body }),
    );
  async function remember(changed: Desk) {
    client.setQueryData(deskQueries.detail(deskKey).queryKey, changed);
    await client.invalidateQueries({ queryKey: deskQueries.list.queryKey });
  }

  const form = useVersionedForm<Desk, DeskValues>({
    resource: desk,
    valuesOf,
    validate: (values) => (isBlank(values.name) ? { name: t`Enter a name in at least one language.` } : {}),
    send: (values, version) => patch(version, values),
    reload: () => client.fetchQuery({ ...deskQueries.detail(deskKey), staleTime: 0 }),
    onSaved: async (changed) => {
      await remember(changed);
      toast.done(t`Saved`);
    },
  });

  const archive = useMutation({
    mutationFn: (archived: boolean) => patch(desk.version, { archived }),
    onSuccess: async (changed) => {
      form.follow(changed);
      await remember(changed);
      toast.done(changed.archived ? t`${name} is archived.` : t`${name} takes requests again.`);
    },
    onError: () => void client.invalidateQueries({ queryKey: deskQueries.detail(deskKey).queryKey }),
  });

  async function askArchive() {
    const sure = await confirm({
      title: t`Archive ${name}?`,
      body: (
        <Trans>
          The desk disappears from the portal and takes no new requests. Its tickets stay and can be worked on
          by its members. You can bring it back at any time.
        </Trans>
      ),
      confirm: t`Archive`,
    });
    if (sure) archive.mutate(true);
  }

  return (
    <DeskFrame deskKey={deskKey} part={t`Settings`}>
      <Stack gap="lg" maw={760}>
        <FormSheet form={form} label={t`Settings of the desk`}>
          <LocalizedInput form={form} path="name" label={t`Name`} required maxLength={100} />
          <LocalizedInput
            form={form}
            path="description"
            label={t({ message: "Description", context: "administration" })}
            description={t`One line on the portal that says what this desk helps with.`}
            multiline
            maxLength={500}
          />
          <TextInput
            label={t`Key`}
            description={t`Begins the number of every ticket and cannot be changed.`}
            value={desk.key}
            readOnly
            variant="filled"
            maw={240}
          />
          <IconPicker
            label={t`Icon`}
            value={form.values.icon}
            onChange={(icon) => form.setFieldValue("icon", icon)}
            error={form.errors.icon}
          />
          <Radio.Group {...form.getInputProps("raiseAccess")} label={t`Who may send requests`}>
            <Stack gap="xs" mt={4}>
              <Radio
                value="everyone"
                label={t`Everybody who can sign in`}
                description={t`The usual choice for a desk that serves the whole organisation.`}
              />
              <Radio
                value="members"
                label={t`Only people with a role on this desk`}
                description={t`Others do not see the desk at all. Give the role of customer to those it serves.`}
              />
            </Stack>
          </Radio.Group>
        </FormSheet>
        <Paper p="lg" component="section" aria-labelledby="archive">
          <Title order={2} id="archive" mb="xs">
            {desk.archived ? <Trans>This desk is archived</Trans> : <Trans>Archive the desk</Trans>}
          </Title>
          <Group justify="space-between">
            <Text c="dimmed" flex="1 1 260px">
              {desk.archived ? (
                <Trans>It takes no new requests and only its members see it.</Trans>
              ) : (
                <Trans>For a desk that is no longer needed. Nothing is deleted.</Trans>
              )}
            </Text>
            {desk.archived ? (
              <Button
                variant="default"
                leftSection={<IconArchiveOff size={16} aria-hidden />}
                loading={archive.isPending}
                onClick={() => archive.mutate(false)}
              >
                <Trans>Bring it back</Trans>
              </Button>
            ) : (
              <Button
                variant="light"
                color="red"
                leftSection={<IconArchive size={16} aria-hidden />}
                loading={archive.isPending}
                onClick={() => void askArchive()}
              >
                <Trans>Archive…</Trans>
              </Button>
            )}
          </Group>
          {archive.error && (
            <Alert role="alert" color="red" mt="sm" icon={<IconAlertTriangle size={18} aria-hidden />}>
              {problemText(archive.error)}
            </Alert>
          )}
        </Paper>
      </Stack>
    </DeskFrame>
  );
}
