import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Alert, Anchor, Badge, Button, Group, Menu, Modal, Stack, Text } from "@mantine/core";
import { IconDots, IconLock, IconPencil, IconTrash, IconUsers } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { AttachmentList } from "@/shared/attachment/attachment-list";
import { useDraft } from "@/shared/drafts/use-draft";
import { confirm } from "@/shared/feedback/confirm";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { problemText } from "@/shared/feedback/problem-text";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { ExactTime, RelativeTime } from "@/shared/i18n/time";
import { PersonAvatar } from "@/shared/person/person";
import { useSession } from "@/shared/session/session";
import { RichText } from "@/shared/text/rich-text";
import { RichTextEditor } from "@/shared/text/rich-text-editor";
import { rememberTicket } from "../ticket-edits";
import type { Comment, Ticket } from "../tickets";
import { ticketQueries } from "../tickets";
import { useTicketAbilities } from "./abilities";
import type { CommentKind } from "./reply-editor";
import { ReplyEditor } from "./reply-editor";
import classes from "./ticket.module.css";
import { useFileRemoval } from "./ticket-files";
import { useTicketWrite } from "./watching";

interface ConversationProps {
  ticket: Ticket;
  asked?: { kind: CommentKind; times: number };
}

/** What was said, to the customer and among colleagues, oldest first, and where to say more. */
export function Conversation({ ticket, asked }: ConversationProps) {
  const { t } = useLingui();
  return (
    <>
      {ticket.comments.length === 0 ? (
        <Text c="dimmed" mb="md">
          <Trans>Nothing has been said yet.</Trans>
        </Text>
      ) : (
        <ol className={classes.comments} aria-label={t`Conversation`}>
          {ticket.comments.map((comment) => (
            <li key={comment.id}>
              {comment.deletedAt ? (
                <DeletedComment ticket={ticket} comment={comment} />
              ) : (
                <CommentCard ticket={ticket} comment={comment} />
              )}
            </li>
          ))}
        </ol>
      )}
      <ReplyEditor ticket={ticket} asked={asked} />
    </>
  );
}

/** Says by colour, icon and words who reads a comment. */
function KindMark({ internal }: { internal: boolean }) {
  const Mark = internal ? IconLock : IconUsers;
  return (
    <span className={classes.kind} data-kind={internal ? "internal" : "public"}>
      <Mark size={13} aria-hidden />
      {internal ? <Trans>Internal note</Trans> : <Trans>Public</Trans>}
    </span>
  );
}

function CommentCard({ ticket, comment }: { ticket: Ticket; comment: Comment }) {
  const { t } = useLingui();
  const write = useTicketWrite();
  const files = useFileRemoval(ticket);
  const draft = useDraft<{ body: string; basedOn: number }>(`ticket.${ticket.key}.comment.${comment.id}`);
  const [editing, setEditing] = useState(draft.found !== null && comment.canEdit);
  const [versions, setVersions] = useState(false);
  const { author, internal } = comment;
  const fromCustomer =
    author.id === ticket.reporter.id || ticket.participants.some(({ id }) => id === author.id);
  const listed = comment.attachments.filter(({ url }) => !comment.bodyHtml.includes(url));

  async function remove() {
    const sure = await confirm({
      title: internal ? <Trans>Delete this note?</Trans> : <Trans>Delete this comment?</Trans>,
      body: (
        <Trans>
          It disappears from the conversation. That it was there stays visible, and those who moderate the
          desk can still read it.
        </Trans>
      ),
      confirm: <Trans>Delete</Trans>,
    });
    if (!sure) return;
    await write(
      answer(
        api.DELETE("/api/tickets/{key}/comments/{commentId}", {
          params: { path: { key: ticket.key, commentId: comment.id } },
          headers: ifMatch(comment.version),
        }),
      ),
    );
  }

  return (
    <article
      className={classes.comment}
      data-kind={internal ? "internal" : "public"}
      aria-label={internal ? t`Internal note by ${author.displayName}` : t`Comment by ${author.displayName}`}
    >
      <header className={classes.commentHead}>
        <PersonAvatar person={author} size={22} />
        <Text fw={600} size="sm" component="span">
          {author.displayName}
        </Text>
        {fromCustomer && (
          <Badge size="sm" variant="light" color="gray" tt="none">
            {author.id === ticket.reporter.id ? t`Reporter` : t`Participant`}
          </Badge>
        )}
        <KindMark internal={internal} />
        <Text size="xs" c="dimmed" component="span">
          <RelativeTime instant={comment.createdAt} />
        </Text>
        {comment.editedAt && (
          <Anchor component="button" type="button" size="xs" onClick={() => setVersions(true)}>
            <Trans>Edited, earlier versions</Trans>
          </Anchor>
        )}
        {(comment.canEdit || comment.canDelete) && !editing && (
          <Menu>
            <Menu.Target>
              <ActionIcon
                size="sm"
                className={classes.commentMenu}
                aria-label={t`Actions for the comment by ${author.displayName}`}
              >
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {comment.canEdit && (
                <Menu.Item
                  leftSection={<IconPencil size={15} aria-hidden />}
                  onClick={() => setEditing(true)}
                >
                  <Trans>Edit</Trans>
                </Menu.Item>
              )}
              {comment.canDelete && (
                <Menu.Item
                  color="red"
                  leftSection={<IconTrash size={15} aria-hidden />}
                  onClick={() => void remove()}
                >
                  <Trans>Delete</Trans>
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </header>
      <div className={classes.commentBody}>
        {editing ? (
          <CommentEditor ticket={ticket} comment={comment} draft={draft} onClose={() => setEditing(false)} />
        ) : (
          <RichText html={comment.bodyHtml} />
        )}
        {listed.length > 0 && (
          <div style={{ marginTop: 8 }}>
            <AttachmentList
              attachments={listed}
              onRemove={(file) => void files.remove(file)}
              mayRemove={files.mayRemove}
            />
          </div>
        )}
      </div>
      <Versions ticket={ticket} comment={comment} opened={versions} onClose={() => setVersions(false)} />
    </article>
  );
}

interface CommentEditorProps {
  ticket: Ticket;
  comment: Comment;
  draft: ReturnType<typeof useDraft<{ body: string; basedOn: number }>>;
  onClose: () => void;
}

function CommentEditor({ ticket, comment, draft, onClose }: CommentEditorProps) {
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

function DeletedComment({ ticket, comment }: { ticket: Ticket; comment: Comment }) {
  const can = useTicketAbilities(ticket);
  const { person } = useSession();
  const [versions, setVersions] = useState(false);
  const mayRead = can.moderate || comment.author.id === person.id;
  return (
    <div className={classes.comment} data-deleted>
      <div className={classes.commentHead} style={{ paddingBottom: 9 }}>
        <IconTrash size={15} aria-hidden />
        <Text size="sm" c="dimmed" component="span">
          {comment.deletedBy && comment.deletedAt && (
            <Trans>
              {comment.deletedBy.displayName} deleted a comment by {comment.author.displayName}{" "}
              <RelativeTime instant={comment.deletedAt} />
            </Trans>
          )}
        </Text>
        <KindMark internal={comment.internal} />
        {mayRead && (
          <Anchor component="button" type="button" size="xs" onClick={() => setVersions(true)}>
            <Trans>Show what it said</Trans>
          </Anchor>
        )}
      </div>
      <Versions ticket={ticket} comment={comment} opened={versions} onClose={() => setVersions(false)} />
    </div>
  );
}

interface VersionsProps {
  ticket: Ticket;
  comment: Comment;
  opened: boolean;
  onClose: () => void;
}

function Versions({ ticket, comment, opened, onClose }: VersionsProps) {
  const { t } = useLingui();
  const {
    data: revisions,
    error,
    refetch,
  } = useQuery({
    ...ticketQueries.revisions(ticket.key, comment.id, comment.version),
    enabled: opened,
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t`Earlier versions`}
      closeButtonProps={{ "aria-label": t`Close` }}
    >
      {error ? (
        <LoadFailure failure={error} onRetry={() => void refetch()} />
      ) : !revisions ? (
        <TextSkeleton />
      ) : (
        <Stack gap="md">
          {revisions.map((revision) => (
            <section key={revision.version} className={classes.description}>
              <Text size="xs" c="dimmed" mb={6}>
                <Trans>
                  Until <ExactTime instant={revision.replacedAt} />
                </Trans>
              </Text>
              <RichText html={revision.bodyHtml} />
            </section>
          ))}
        </Stack>
      )}
    </Modal>
  );
}
