import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Paper, Stack, Tabs, Text, TextInput, Title } from "@mantine/core";
import { IconEye } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { SyntheticEvent } from "react";
import { useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { problemLines } from "@/shared/feedback/problem-text";
import { PersonPicker } from "@/shared/person/person-picker";
import type { Wording } from "./wording-form";
import classes from "./wording-preview.module.css";

type Preview = Schemas["MailPreview"];

interface WordingPreviewProps {
  deskKey?: string;
  kind: string;
  /** As it stands in the form. */
  wording: () => Wording;
}

/** A mail about a real ticket, as one of those who may see it would get it; none is sent. */
export function WordingPreview({ deskKey, kind, wording }: WordingPreviewProps) {
  const { t } = useLingui();
  const [ticketKey, setTicketKey] = useState("");
  const [reader, setReader] = useState<number | null>(null);
  const preview = useMutation({
    mutationFn: async (): Promise<Preview> => {
      const body = { kind, ticketKey: ticketKey.trim(), readerId: reader, wording: wording() };
      return deskKey
        ? answer(
            api.POST("/api/desks/{deskKey}/mail-wording/preview", { params: { path: { deskKey } }, body }),
          )
        : answer(api.POST("/api/mail/wording/preview", { body }));
    },
  });
  const mail = preview.data;

  function show(event: SyntheticEvent) {
    event.preventDefault();
    preview.mutate();
  }

  return (
    <Paper p={{ base: "md", xs: "lg" }} component="section">
      <Title order={2} size="h3" mb={4}>
        <Trans>Preview</Trans>
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        <Trans>As it stands above, saved or not. Nothing is sent.</Trans>
      </Text>
      <form onSubmit={show} aria-label={t`Preview`}>
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t`Ticket`}
            placeholder={`${deskKey ?? "IT"}-123`}
            value={ticketKey}
            onChange={({ currentTarget }) => setTicketKey(currentTarget.value)}
            w={140}
          />
          <div className={classes.reader}>
            <PersonPicker
              label={t`For`}
              visibleLabel
              value={reader}
              onChange={setReader}
              placeholder={t`Reporter`}
            />
          </div>
          <Button
            type="submit"
            variant="default"
            leftSection={<IconEye size={16} aria-hidden />}
            loading={preview.isPending}
            disabled={ticketKey.trim() === ""}
          >
            <Trans>Show the mail</Trans>
          </Button>
        </Group>
      </form>
      {preview.error && (
        <Text role="alert" c="var(--mantine-color-error)" size="sm" mt="sm">
          {problemLines(preview.error).join(" ")}
        </Text>
      )}
      {mail && (
        <Stack gap="xs" mt="md" role="status">
          <Text size="sm" c="dimmed">
            {mail.senderName}
          </Text>
          <Text fw={600}>{mail.subject}</Text>
          <Tabs defaultValue="html" variant="outline">
            <Tabs.List>
              <Tabs.Tab value="html">
                <Trans>As a page</Trans>
              </Tabs.Tab>
              <Tabs.Tab value="text">
                <Trans>As plain text</Trans>
              </Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="html">
              <iframe title={mail.subject} srcDoc={mail.html} sandbox="" className={classes.page} />
            </Tabs.Panel>
            <Tabs.Panel value="text">
              <pre className={classes.plain}>{mail.text}</pre>
            </Tabs.Panel>
          </Tabs>
        </Stack>
      )}
    </Paper>
  );
}
