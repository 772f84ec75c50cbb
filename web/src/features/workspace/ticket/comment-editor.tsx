import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import type { useDraft } from "@/shared/drafts/use-draft";
import { problemText } from "@/shared/feedback/problem-text";
import { findPeople } from "@/shared/person/directory";
import { RichText } from "@/shared/text/rich-text";
import { RichTextEditor } from "@/shared/text/rich-text-editor";
import { rememberTicket } from "../ticket-edits";
import type { Comment, Ticket } from "../tickets";
import { ticketQueries } from "../tickets";

export interface CommentDraft {
  body: string;
  basedOn: number;
}

interface CommentEditorProps {
  ticket: Ticket;
  comment: Comment;
  draft: ReturnType<typeof useDraft<CommentDraft>>;
  onClose: () => void;
}

/** Changes the text of a comment. */
export default function CommentEditor({ ticket, comment, draft, onClose }: CommentEditorProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [body, setBody] = useState(draft.found?.body ?? comment.bodyHtml);
  const [basedOn, setBasedOn] = useState(draft.found?.basedOn ?? comment.version);
  const [saving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<string | null>(null);

  function close() {
    draft.discard();
    onClose();
  }

  async function save() {
    if (saving) return;
    setSaving(true);
    setRefusal(null);
    try {
      const changed = await answer<Ticket>(
        api.PATCH("/api/tickets/{key}/comments/{commentId}", {
          params: { path: { key: ticket.key, commentId: comment.id } },
          headers: ifMatch(basedOn),
          body: { body },
        }),
      );
      rememberTicket(client, changed);
      close();
    } catch (failure) {
      setSaving(false);
      if (!isProblem(failure, "stale_version")) return setRefusal(problemText(failure));
      const fresh = await client.fetchQuery({ ...ticketQueries.detail(ticket.key), staleTime: 0 });
      const now = fresh.comments.find(({ id }) => id === comment.id);
      setTheirs(now?.bodyHtml ?? "");
      setBasedOn(now?.version ?? basedOn);
    }
  }

  return (
    <Stack gap="xs">
      {refusal && (
        <Alert color="red" role="alert">
          {refusal} <Trans>What you typed is kept.</Trans>
        </Alert>
      )}
      {theirs !== null && (
        <Alert
          color="blue"
          role="alert"
          title={<Trans>Somebody edited this comment meanwhile. It now reads:</Trans>}
        >
          <RichText html={theirs} />
          <Text size="sm" mt="xs">
            <Trans>Save once more to put your text in its place, or cancel to keep theirs.</Trans>
          </Text>
        </Alert>
      )}
      <RichTextEditor
        label={comment.internal ? t`Edit the internal note` : t`Edit the comment`}
        value={body}
        autoFocus
        onChange={(html) => {
          setBody(html);
          draft.keep({ body: html, basedOn });
        }}
        onSubmit={() => void save()}
        findMentioned={findPeople}
      />
      <Group justify="flex-end">
        <Button variant="default" size="xs" onClick={close}>
          <Trans>Cancel</Trans>
        </Button>
        <Button size="xs" loading={saving} onClick={() => void save()}>
          <Trans>Save</Trans>
        </Button>
      </Group>
    </Stack>
  );
}
