import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { isProblem } from "@/shared/api/problem";
import type { Draft } from "@/shared/drafts/use-draft";
import { problemText } from "@/shared/feedback/problem-text";
import { RichTextEditor } from "@/shared/text/rich-text-editor";
import { useTicketEdits } from "../ticket-edits";
import type { Ticket } from "../tickets";
import type { StoryDraft } from "./story";
import classes from "./ticket.module.css";

interface StoryEditorProps {
  ticket: Ticket;
  draft: Draft<StoryDraft>;
  onClose: () => void;
}

/** Summary and description, edited in place. */
export default function StoryEditor({ ticket, draft, onClose }: StoryEditorProps) {
  const { t } = useLingui();
  const edit = useTicketEdits();
  const [story, setStory] = useState<StoryDraft>(
    () =>
      draft.found ?? {
        summary: ticket.summary,
        description: ticket.descriptionHtml,
        before: { summary: ticket.summary, description: ticket.descriptionHtml, version: ticket.version },
      },
  );
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<{ summary?: string; other?: string }>({});
  const { before } = story;
  const changedByOthers = ticket.summary !== before.summary || ticket.descriptionHtml !== before.description;

  function type(change: Partial<StoryDraft>) {
    setStory((now) => {
      const next = { ...now, ...change };
      draft.keep(next);
      return next;
    });
  }

  function close() {
    draft.discard();
    onClose();
  }

  async function save() {
    if (saving) return;
    const changes = {
      ...(story.summary !== before.summary ? { summary: story.summary } : {}),
      ...(story.description !== before.description ? { description: story.description } : {}),
    };
    if (Object.keys(changes).length === 0) return close();
    setSaving(true);
    setRefused({});
    try {
      const saved = await edit({ key: ticket.key, basedOn: before.version, changes });
      if (saved) close();
    } catch (failure) {
      const summary = isProblem(failure)
        ? failure.errors.find(({ pointer }) => pointer === "/summary")?.message
        : undefined;
      setRefused(summary ? { summary } : { other: problemText(failure) });
    } finally {
      setSaving(false);
    }
  }

  return (
    <form
      aria-label={t`Edit summary and description`}
      className={classes.description}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="sm">
        {changedByOthers && (
          <Alert color="blue" role="status">
            <Trans>
              Somebody changed the text while you are editing it. Yours is kept; when you save, you choose
              which one shall stand.
            </Trans>
          </Alert>
        )}
        {refused.other && (
          <Alert color="red" role="alert">
            {refused.other} <Trans>What you typed is kept.</Trans>
          </Alert>
        )}
        <TextInput
          label={t`Summary`}
          required
          maxLength={255}
          data-autofocus
          autoFocus
          value={story.summary}
          error={refused.summary}
          onChange={(event) => type({ summary: event.currentTarget.value })}
        />
        <RichTextEditor
          label={t`Description`}
          value={story.description}
          onChange={(description) => type({ description })}
          onSubmit={() => void save()}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={saving}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
