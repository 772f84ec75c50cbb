import { Trans, useLingui } from "@lingui/react/macro";
import {
  Alert,
  Button,
  ColorInput,
  Group,
  Paper,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView } from "@/shared/form/server-form";
import type { LocalizedDraft } from "../localized";
import { draftOf } from "../localized";
import { LocalizedInput } from "../localized-input";
import type { LocalizedText } from "../resources";
import { ConflictChoice, useVersionedForm } from "../versioned-form";
import { WordingPreview } from "./wording-preview";

type View = Schemas["MailWordingView"];
export type Wording = Schemas["MailWording"];
type WordsDraft = Record<"subject" | "opening" | "button", LocalizedDraft>;

function readWording(deskKey: string | undefined): Promise<View> {
  return deskKey
    ? answer(api.GET("/api/desks/{deskKey}/mail-wording", { params: { path: { deskKey } } }))
    : answer(api.GET("/api/mail/wording", {}));
}

function saveWording(deskKey: string | undefined, wording: Wording, version: number): Promise<View> {
  const header = { "If-Match": `"${version}"` };
  return deskKey
    ? answer(
        api.PUT("/api/desks/{deskKey}/mail-wording", {
          params: { path: { deskKey }, header },
          body: wording,
        }),
      )
    : answer(api.PUT("/api/mail/wording", { params: { header }, body: wording }));
}

const wordingQuery = (deskKey: string | undefined) =>
  queryOptions({
    queryKey: ["administration", "mail wording", deskKey ?? ""],
    queryFn: () => readWording(deskKey),
  });

/** How mails are worded and what they look like: those of a desk, or of all. */
export function MailWordingForm({ deskKey }: { deskKey?: string }) {
  const { data, error, refetch } = useQuery(wordingQuery(deskKey));
  if (error && !data) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={8} />;
  return <WordingForm deskKey={deskKey} view={data} />;
}

const sent = ({ ko, en }: LocalizedDraft): LocalizedText => ({ ko: ko || null, en: en || null });
const shown = (text: LocalizedText) => ({ ko: text.ko ?? undefined, en: text.en ?? undefined });

function WordingForm({ deskKey, view }: { deskKey?: string; view: View }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [kind, setKind] = useState(view.kinds[0]?.kind ?? "");
  const form = useVersionedForm({
    resource: view,
    valuesOf: ({ wording, kinds }: View) => ({
      senderName: draftOf(wording.senderName),
      brand: draftOf(wording.brand),
      accentColour: wording.accentColour ?? "",
      footer: draftOf(wording.footer),
      words: Object.fromEntries(
        kinds.map(({ kind: each }) => [
          each,
          {
            subject: draftOf(wording.words[each]?.subject),
            opening: draftOf(wording.words[each]?.opening),
            button: draftOf(wording.words[each]?.button),
          },
        ]),
      ) as Record<string, WordsDraft>,
    }),
    send: (_, version) => saveWording(deskKey, draft(), version),
    reload: () => readWording(deskKey),
    onSaved: (saved) => {
      client.setQueryData(wordingQuery(deskKey).queryKey, saved);
      toast.done(t`Saved.`);
    },
  });

  function draft(): Wording {
    const { senderName, brand, accentColour, footer, words } = form.getValues();
    return {
      senderName: sent(senderName),
      brand: sent(brand),
      accentColour: accentColour || null,
      footer: sent(footer),
      words: Object.fromEntries(
        Object.entries(words).map(([each, { subject, opening, button }]) => [
          each,
          { subject: sent(subject), opening: sent(opening), button: sent(button) },
        ]),
      ),
    };
  }

  const { inherited, broken } = view;
  const usual = inherited.words[kind];
  const faulty = view.kinds.filter(({ kind: each }) =>
    Object.keys(form.errors).some((path) => path.startsWith(`words.${each}.`)),
  );
  const faultyNames = faulty.map(({ label }) => label).join(", ");
  return (
    <Stack gap="lg" maw={960}>
      {broken && (
        <Alert color="orange" icon={<IconAlertTriangle size={18} aria-hidden />}>
          <Trans>
            Mails “{broken}” go out without the words below, which name something that is gone. Correct them
            and save.
          </Trans>
        </Alert>
      )}
      <ServerFormView form={form} label={t`Mail texts`}>
        <Paper p={{ base: "md", xs: "lg" }} component="section">
          <Title order={2} size="h3" mb="md">
            <Trans>Look</Trans>
          </Title>
          <Stack gap="md">
            <LocalizedInput
              form={form}
              path="senderName"
              label={t`Sender’s name`}
              maxLength={100}
              placeholders={shown(inherited.senderName)}
            />
            <LocalizedInput
              form={form}
              path="brand"
              label={t`Name above the mail`}
              maxLength={100}
              placeholders={shown(inherited.brand)}
            />
            <ColorInput
              {...form.getInputProps("accentColour")}
              label={t`Colour of buttons`}
              placeholder={inherited.accentColour ?? undefined}
              maw={260}
              closeOnColorSwatchClick
              withEyeDropper={false}
              swatches={["#157a6e", "#1f5fbf", "#6a3fb5", "#b3261e", "#b35c00", "#3f4a5a"]}
            />
            <LocalizedInput
              form={form}
              path="footer"
              label={t`Below the mail`}
              multiline
              maxLength={2_000}
              placeholders={shown(inherited.footer)}
            />
          </Stack>
        </Paper>
        <Paper p={{ base: "md", xs: "lg" }} component="section">
          <Title order={2} size="h3" mb={4}>
            <Trans>Words</Trans>
          </Title>
          <Text size="sm" c="dimmed" mb="md" maw={720}>
            <Trans>
              What is left empty is as the grey text says. Values stand in double braces, as in rules:
            </Trans>{" "}
            <code>{"{{ticket.summary}}"}</code>, <code>{'{{ticket.assignee.orElse("")}}'}</code>,{" "}
            <code>{"{{reader}}"}</code>, <code>{"{{news}}"}</code>, <code>{"{{comment.text.left(80)}}"}</code>
            .{" "}
            <Trans>
              Every reader gets only what they see themselves; what they may not know stays empty.
            </Trans>
          </Text>
          <Stack gap="md">
            <Select
              label={t`Mails that tell`}
              data={view.kinds.map(({ kind: value, label }) => ({ value, label }))}
              value={kind}
              onChange={(next) => next && setKind(next)}
              allowDeselect={false}
              maw={420}
              error={
                faulty.some((each) => each.kind !== kind) ? t`Not accepted, see: ${faultyNames}` : undefined
              }
            />
            {usual && (
              <SimpleGrid cols={1} key={kind}>
                <LocalizedInput
                  form={form}
                  path={`words.${kind}.subject`}
                  label={t`Subject`}
                  maxLength={300}
                  placeholders={shown(usual.subject)}
                />
                <LocalizedInput
                  form={form}
                  path={`words.${kind}.opening`}
                  label={t`Opening`}
                  description={t`Before what is told.`}
                  multiline
                  maxLength={5_000}
                  placeholders={shown(usual.opening)}
                />
                <LocalizedInput
                  form={form}
                  path={`words.${kind}.button`}
                  label={t`Button`}
                  maxLength={60}
                  placeholders={shown(usual.button)}
                />
              </SimpleGrid>
            )}
          </Stack>
        </Paper>
        <ConflictChoice conflict={form.conflict} />
        <Group justify="flex-end">
          <Button type="submit" loading={form.sending}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </ServerFormView>
      <WordingPreview deskKey={deskKey} kind={kind} wording={draft} />
    </Stack>
  );
}
