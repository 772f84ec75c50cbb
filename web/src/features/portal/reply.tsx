import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconSend } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { answer, api, idempotencyKey } from "@/shared/api/client";
import { freshKey } from "@/shared/api/idempotency";
import { isProblem } from "@/shared/api/problem";
import type { Attachment } from "@/shared/attachment/attachment";
import { FileInput } from "@/shared/attachment/file-input";
import { useDraft } from "@/shared/drafts/use-draft";
import { problemText } from "@/shared/feedback/problem-text";
import { RichTextEditor } from "@/shared/text/rich-text-editor";
import type { Request } from "./portal-queries";
import { rememberRequest } from "./portal-queries";
import classes from "./request-page.module.css";

interface ReplyDraft {
  body: string;
  files: Attachment[];
  /** Stored for the text itself, and sent with it as long as it shows them. */
  pictures: Attachment[];
  sendKey: string;
}

const blank = (): ReplyDraft => ({ body: "", files: [], pictures: [], sendKey: freshKey() });

/** Says something to the desk; what is typed is kept until it has been sent. */
export function Reply({ request, onReady }: { request: Request; onReady: (focus: () => void) => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { found, keep, discard } = useDraft<ReplyDraft>(`reply.${request.key}`);
  const [draft, setDraft] = useState<ReplyDraft>(() => found ?? blank());
  const [busy, setBusy] = useState(false);
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const addFiles = useRef<((files: readonly File[]) => void) | null>(null);
  const empty = draft.body === "" && draft.files.length === 0;
  const closed = request.statusCategory === "done";

  function change(next: (draft: ReplyDraft) => Partial<ReplyDraft>) {
    setDraft((now) => {
      const changed = { ...now, ...next(now) };
      keep(changed);
      return changed;
    });
  }

  async function send() {
    if (sending || busy || empty) return;
    setSending(true);
    setRefusal(null);
    try {
      const shown = draft.pictures.filter(({ url }) => draft.body.includes(url));
      const changed = await answer(
        api.POST("/api/requests/{key}/comments", {
          params: { path: { key: request.key } },
          headers: idempotencyKey(draft.sendKey),
          body: { body: draft.body, attachmentIds: [...draft.files, ...shown].map(({ id }) => id) },
        }),
      );
      discard();
      setDraft(blank());
      rememberRequest(client, changed);
    } catch (failure) {
      // An earlier attempt arrived although its answer did not; what was changed since is a new reply.
      if (isProblem(failure, "idempotency_key_reused")) change(() => ({ sendKey: freshKey() }));
      setRefusal(problemText(failure));
    } finally {
      setSending(false);
    }
  }

  return (
    <Paper component="section" className={classes.reply} aria-label={t`Reply`}>
      <Stack gap="sm">
        <Title order={2} size="h4">
          {closed ? <Trans>Add something to this closed request</Trans> : <Trans>Reply</Trans>}
        </Title>
        {refusal && (
          <Alert
            role="alert"
            color="red"
            variant="light"
            icon={<IconAlertTriangle size={18} aria-hidden />}
            title={t`Your reply was not sent`}
          >
            {refusal} <Trans>Everything you typed is still here.</Trans>
          </Alert>
        )}
        <RichTextEditor
          label={t`Reply`}
          placeholder={t`Write to ${request.deskName}`}
          value={draft.body}
          onChange={(body) => change(() => ({ body }))}
          onSubmit={() => void send()}
          onAttachment={(picture) => change(({ pictures }) => ({ pictures: [...pictures, picture] }))}
          onFiles={(files) => addFiles.current?.(files)}
          onReady={onReady}
          minHeight={90}
        />
        <FileInput
          label={t`Files`}
          value={draft.files}
          onChange={(files) => change(() => ({ files }))}
          onBusy={setBusy}
          onReady={(add) => {
            addFiles.current = add;
          }}
        />
        <Group gap="sm">
          <Button
            onClick={() => void send()}
            loading={sending}
            disabled={empty || busy}
            leftSection={<IconSend size={16} aria-hidden />}
          >
            <Trans>Send reply</Trans>
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {busy ? (
              <Trans>Waiting for your files…</Trans>
            ) : !empty ? (
              <Trans>Kept on this device until you send it.</Trans>
            ) : null}
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
}
