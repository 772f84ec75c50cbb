import { Trans, useLingui } from "@lingui/react/macro";
import {
  Alert,
  Badge,
  Button,
  Group,
  Menu,
  ActionIcon,
  Text,
  Title,
  Tooltip,
  VisuallyHidden,
} from "@mantine/core";
import { IconDots, IconHeadset, IconPencil, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { AttachmentList } from "@/shared/attachment/attachment-list";
import { useDraft } from "@/shared/drafts/use-draft";
import { confirm } from "@/shared/feedback/confirm";
import { problemText } from "@/shared/feedback/problem-text";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { PersonAvatar } from "@/shared/person/person";
import { QuotedText } from "@/shared/text/quoted-text";
import { RichText } from "@/shared/text/rich-text";
import { RichTextEditor } from "@/shared/text/rich-text-editor";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { beside } from "./beside";
import type { CommentTurn, Request, Turn } from "./portal-queries";
import { rememberRequest, requestQueries } from "./portal-queries";
import classes from "./conversation.module.css";

/** What was said and what happened, oldest first. */
export function Conversation({ request }: { request: Request }) {
  const { t } = useLingui();
  const turns: Turn[] = request.conversation;
  const fromOthers = turns.filter((turn: Turn) => turn.comment && !turn.comment.mine).length;
  const [known, setKnown] = useState(fromOthers);
  const [news, setNews] = useState("");
  if (fromOthers !== known) {
    setKnown(fromOthers);
    const author = turns.findLast((turn: Turn) => turn.comment && !turn.comment.mine)?.comment?.author;
    if (fromOthers > known && author) setNews(t`New reply from ${author.displayName}`);
  }
  return (
    <section aria-label={t`Conversation`}>
      <Title order={2} size="h3" mb="sm">
        <Trans>Conversation</Trans>
      </Title>
      <VisuallyHidden role="status">{news}</VisuallyHidden>
      {turns.length === 0 ? (
        <Text c="dimmed">
          <Trans>Nothing has been said yet. Answers appear here as soon as they are given.</Trans>
        </Text>
      ) : (
        <ol className={classes.turns}>
          {turns.map((turn: Turn) =>
            turn.comment ? (
              <li key={`comment-${turn.comment.id}`}>
                <Comment request={request} comment={turn.comment} at={turn.at} />
              </li>
            ) : turn.status ? (
              <li key={`status-${turn.at}`} className={classes.status}>
                <StatusBadge name={turn.status.statusName} category={turn.status.statusCategory} />
                <Text size="xs" c="dimmed" component="span">
                  <RelativeTime instant={turn.at} />
                </Text>
              </li>
            ) : null,
          )}
        </ol>
      )}
    </section>
  );
}

interface CommentProps {
  request: Request;
  comment: CommentTurn;
  at: string;
}

function Comment({ request, comment, at }: CommentProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const client = useQueryClient();
  const [editing, setEditing] = useState(false);
  const side = comment.byAgent ? "desk" : comment.mine ? "mine" : "colleague";
  const address = { key: request.key, commentId: comment.id };

  async function remove() {
    const sure = await confirm({
      title: <Trans>Delete your comment?</Trans>,
      body: (
        <Trans>
          Its text and files are no longer shown to anybody in this conversation. A line saying that a comment
          was deleted stays in its place.
        </Trans>
      ),
      confirm: <Trans>Delete comment</Trans>,
    });
    if (!sure) return;
    try {
      const changed = await answer(
        api.DELETE("/api/requests/{key}/comments/{commentId}", {
          params: { path: address },
          headers: ifMatch(comment.version),
        }),
      );
      rememberRequest(client, changed);
    } catch (failure) {
      toast.failed(failure);
      void client.invalidateQueries({ queryKey: requestQueries.detail(request.key).queryKey });
    }
  }

  return (
    <article
      className={classes.comment}
      data-side={side}
      aria-label={t`Comment by ${comment.author.displayName}`}
    >
      <PersonAvatar person={comment.author} size={32} />
      <div className={classes.bubble}>
        <header className={classes.head}>
          <span className={classes.author}>{comment.author.displayName}</span>
          {comment.byAgent && (
            <Badge
              size="sm"
              variant="light"
              color="celadon"
              leftSection={<IconHeadset size={12} aria-hidden />}
              className={classes.badge}
            >
              {request.deskName}
            </Badge>
          )}
          {comment.mine && !comment.byAgent && (
            <Badge size="sm" variant="default" className={classes.badge}>
              <Trans context="comment">You</Trans>
            </Badge>
          )}
          <Text component="span" size="xs" c="dimmed">
            <RelativeTime instant={at} />
          </Text>
          {comment.editedAt && !comment.deleted && (
            <Tooltip label={formats.dateTime(comment.editedAt)}>
              <Text component="span" size="xs" c="dimmed">
                <Trans context="comment">edited</Trans>
              </Text>
            </Tooltip>
          )}
          {comment.mine && !comment.deleted && !editing && request.permissions.comment && (
            <Menu>
              <Menu.Target>
                <ActionIcon size="sm" ml="auto" aria-label={t`What to do with your comment`}>
                  <IconDots size={16} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item
                  leftSection={<IconPencil size={16} aria-hidden />}
                  onClick={() => setEditing(true)}
                >
                  <Trans>Edit</Trans>
                </Menu.Item>
                <Menu.Item
                  leftSection={<IconTrash size={16} aria-hidden />}
                  c="var(--mantine-color-error)"
                  onClick={() => void remove()}
                >
                  <Trans>Delete</Trans>
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </header>
        {comment.deleted ? (
          <Text c="dimmed" fs="italic">
            <Trans>This comment was deleted.</Trans>
          </Text>
        ) : editing ? (
          <CommentEditor request={request} comment={comment} onDone={() => setEditing(false)} />
        ) : (
          <>
            <RichText html={comment.bodyHtml} />
            {comment.quotes && <QuotedText ticketKey={request.key} commentId={comment.id} />}
            <AttachmentList attachments={beside(comment.bodyHtml, comment.attachments)} />
          </>
        )}
      </div>
    </article>
  );
}

interface CommentEditorProps {
  request: Request;
  comment: CommentTurn;
  onDone: () => void;
}

function CommentEditor({ request, comment, onDone }: CommentEditorProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const draft = useDraft<string>(`comment.${request.key}.${comment.id}`);
  const [body, setBody] = useState(draft.found ?? comment.bodyHtml);
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function save() {
    if (sending) return;
    setSending(true);
    setRefusal(null);
    try {
      const changed = await answer(
        api.PATCH("/api/requests/{key}/comments/{commentId}", {
          params: { path: { key: request.key, commentId: comment.id } },
          headers: ifMatch(comment.version),
          body: { body },
        }),
      );
      draft.discard();
      rememberRequest(client, changed);
      onDone();
    } catch (failure) {
      if (isProblem(failure, "stale_version")) {
        // The next attempt is based on what stands now; the text here is what the person wants.
        await client.invalidateQueries({ queryKey: requestQueries.detail(request.key).queryKey });
        setRefusal(
          t`You changed this comment somewhere else meanwhile. Your text here is kept; save again to let it stand.`,
        );
      } else {
        setRefusal(problemText(failure));
      }
    } finally {
      setSending(false);
    }
  }

  return (
    <div className={classes.editor}>
      {refusal && (
        <Alert role="alert" color="red" variant="light">
          {refusal}
        </Alert>
      )}
      <RichTextEditor
        label={t`Your comment`}
        value={body}
        onChange={(html) => {
          setBody(html);
          draft.keep(html);
        }}
        onSubmit={() => void save()}
        minHeight={80}
        autoFocus
      />
      <Group gap="xs">
        <Button size="xs" loading={sending} disabled={body === ""} onClick={() => void save()}>
          <Trans>Save</Trans>
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            draft.discard();
            onDone();
          }}
        >
          <Trans>Cancel</Trans>
        </Button>
      </Group>
    </div>
  );
}
