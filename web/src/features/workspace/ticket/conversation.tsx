import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Anchor, Badge, Text } from "@mantine/core";
import { IconDots, IconLock, IconTrash, IconUsers } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { AttachmentList } from "@/shared/attachment/attachment-list";
import { useDraft } from "@/shared/drafts/use-draft";
import { confirm } from "@/shared/feedback/confirm";
import { Dialog } from "@/shared/feedback/dialog";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { RelativeTime } from "@/shared/i18n/time";
import { menuButton } from "@/shared/layout/menu-button";
import { PersonAvatar } from "@/shared/person/person";
import { useSession } from "@/shared/session/session";
import { QuotedText } from "@/shared/text/quoted-text";
import { RichText } from "@/shared/text/rich-text";
import type { Comment, Delivery, Ticket } from "../tickets";
import { ticketQueries } from "../tickets";
import { useTicketAbilities } from "./abilities";
import type { CommentDraft } from "./comment-editor";
import { Deliveries } from "./deliveries";
import type { CommentKind } from "./reply-editor";
import { ReplyEditor } from "./reply-editor";
import classes from "./ticket.module.css";
import { useFileRemoval } from "./ticket-files";
import { useTicketWrite } from "./watching";

const CommentEditor = lazy(() => import("./comment-editor"));
const CommentMenu = menuButton(() => import("./comment-menu"));
const CommentVersions = lazy(() => import("./comment-versions"));

interface ConversationProps {
  ticket: Ticket;
  asked?: { kind: CommentKind; times: number };
}

/** What was said, to the customer and among colleagues, oldest first, and where to say more. */
export function Conversation({ ticket, asked }: ConversationProps) {
  const { t } = useLingui();
  const { data: deliveries = [] } = useQuery({
    ...ticketQueries.deliveries(ticket.key),
    enabled: ticket.comments.length > 0,
  });
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
                <CommentCard
                  ticket={ticket}
                  comment={comment}
                  deliveries={deliveries.filter(({ commentIds }) => commentIds.includes(comment.id))}
                />
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

interface CommentCardProps {
  ticket: Ticket;
  comment: Comment;
  /** The mails that tell of it. */
  deliveries: Delivery[];
}

function CommentCard({ ticket, comment, deliveries }: CommentCardProps) {
  const { t } = useLingui();
  const write = useTicketWrite();
  const files = useFileRemoval(ticket);
  const draft = useDraft<CommentDraft>(`ticket.${ticket.key}.comment.${comment.id}`);
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
          <CommentMenu
            target={
              <ActionIcon
                size="sm"
                className={classes.commentMenu}
                aria-label={t`Actions for the comment by ${author.displayName}`}
              >
                <IconDots size={16} />
              </ActionIcon>
            }
            onEdit={comment.canEdit ? () => setEditing(true) : undefined}
            onDelete={comment.canDelete ? () => void remove() : undefined}
          />
        )}
      </header>
      <div className={classes.commentBody}>
        {editing ? (
          <Suspense fallback={<TextSkeleton />}>
            <CommentEditor
              ticket={ticket}
              comment={comment}
              draft={draft}
              onClose={() => setEditing(false)}
            />
          </Suspense>
        ) : (
          <RichText html={comment.bodyHtml} />
        )}
        {comment.quotes && !editing && <QuotedText ticketKey={ticket.key} commentId={comment.id} />}
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
      {deliveries.length > 0 && <Deliveries deliveries={deliveries} />}
      <Dialog opened={versions} onClose={() => setVersions(false)} size="lg" title={t`Earlier versions`}>
        <Suspense fallback={<TextSkeleton />}>
          <CommentVersions ticketKey={ticket.key} comment={comment} />
        </Suspense>
      </Dialog>
    </article>
  );
}

function DeletedComment({ ticket, comment }: { ticket: Ticket; comment: Comment }) {
  const { t } = useLingui();
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
      <Dialog opened={versions} onClose={() => setVersions(false)} size="lg" title={t`Earlier versions`}>
        <Suspense fallback={<TextSkeleton />}>
          <CommentVersions ticketKey={ticket.key} comment={comment} />
        </Suspense>
      </Dialog>
    </div>
  );
}
