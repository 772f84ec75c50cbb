import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Kbd, Skeleton, Text } from "@mantine/core";
import { IconLock, IconMessageCircle, IconNotes, IconSend, IconUsers } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { answer, api, idempotencyKey } from "@/shared/api/client";
import { freshKey } from "@/shared/api/idempotency";
import { upload } from "@/shared/api/upload";
import type { Attachment } from "@/shared/attachment/attachment";
import { FileInput } from "@/shared/attachment/file-input";
import { useDraft } from "@/shared/drafts/use-draft";
import { problemText } from "@/shared/feedback/problem-text";
import { toast } from "@/shared/feedback/toast";
import { findPeople } from "@/shared/person/directory";
import type { PersonRef } from "@/shared/person/person";
import { prepareEditor, RichTextEditor } from "@/shared/text/rich-text-editor";
import { rememberTicket } from "../ticket-edits";
import type { Ticket } from "../tickets";
import { useTicketAbilities } from "./abilities";
import classes from "./ticket.module.css";

const AudienceSwitch = lazy(() => import("./audience-switch"));

export type CommentKind = "public" | "internal";

interface CommentDraft {
  body: string;
  files: Attachment[];
}

const nothing: CommentDraft = { body: "", files: [] };
const isEmpty = ({ body, files }: CommentDraft) => body === "" && files.length === 0;

interface ReplyEditorProps {
  ticket: Ticket;
  /** A kind that was just asked for by a key or a command. */
  asked?: { kind: CommentKind; times: number };
}

/**
 * Where agents answer. What customers will read and what only the desk reads are two drafts that never mix; frame,
 * icon and words say which of them is open.
 */
export function ReplyEditor({ ticket, asked }: ReplyEditorProps) {
  const { t } = useLingui();
  const can = useTicketAbilities(ticket);
  const publicDraft = useDraft<CommentDraft>(`ticket.${ticket.key}.public`);
  const internalDraft = useDraft<CommentDraft>(`ticket.${ticket.key}.internal`);
  const [texts, setTexts] = useState<Record<CommentKind, CommentDraft>>({
    public: publicDraft.found ?? nothing,
    internal: internalDraft.found ?? nothing,
  });
  const [kind, setKind] = useState<CommentKind | null>(() =>
    can.reply && !isEmpty(texts.public) ? "public" : can.note && !isEmpty(texts.internal) ? "internal" : null,
  );
  const [focusAsked, setFocusAsked] = useState(0);
  const draftOf = (one: CommentKind) => (one === "public" ? publicDraft : internalDraft);

  const [answered, setAnswered] = useState(asked?.times);
  if (asked && asked.times !== answered) {
    setAnswered(asked.times);
    setKind(asked.kind);
    setFocusAsked((times) => times + 1);
  }

  function open(one: CommentKind) {
    setKind(one);
    setFocusAsked((times) => times + 1);
  }

  function type(one: CommentKind, change: Partial<CommentDraft>) {
    setTexts((now) => {
      const next = { ...now[one], ...change };
      if (isEmpty(next)) draftOf(one).discard();
      else draftOf(one).keep(next);
      return { ...now, [one]: next };
    });
  }

  if (!can.reply && !can.note) return null;
  if (kind === null) {
    return (
      <Group gap="xs" onPointerEnter={() => void prepareEditor().catch(() => undefined)}>
        {can.reply && (
          <Button
            variant="default"
            autoFocus={focusAsked > 0}
            leftSection={<IconMessageCircle size={16} aria-hidden />}
            rightSection={<Kbd size="xs">R</Kbd>}
            onClick={() => open("public")}
          >
            <Trans>Reply to the customer</Trans>
          </Button>
        )}
        {can.note && (
          <Button
            variant="default"
            leftSection={<IconLock size={16} aria-hidden />}
            rightSection={<Kbd size="xs">I</Kbd>}
            onClick={() => open("internal")}
          >
            <Trans>Internal note</Trans>
          </Button>
        )}
      </Group>
    );
  }

  const other = kind === "public" ? "internal" : "public";
  return (
    <section
      className={classes.reply}
      data-kind={kind}
      aria-label={kind === "public" ? t`Reply to the customer` : t`Internal note`}
    >
      {can.reply && can.note && (
        <Suspense fallback={<Skeleton h={30} />}>
          <AudienceSwitch kind={kind} otherBegun={!isEmpty(texts[other])} onChoose={open} />
        </Suspense>
      )}
      <CommentForm
        key={kind}
        ticket={ticket}
        kind={kind}
        draft={texts[kind]}
        focusAsked={focusAsked}
        onType={(change) => type(kind, change)}
        onSent={() => {
          draftOf(kind).discard();
          setTexts((now) => ({ ...now, [kind]: nothing }));
          setKind(isEmpty(texts[other]) ? null : other);
        }}
        onClose={() => setKind(null)}
      />
    </section>
  );
}

interface CommentFormProps {
  ticket: Ticket;
  kind: CommentKind;
  draft: CommentDraft;
  focusAsked: number;
  onType: (change: Partial<CommentDraft>) => void;
  onSent: () => void;
  onClose: () => void;
}

function CommentForm({ ticket, kind, draft, focusAsked, onType, onSent, onClose }: CommentFormProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [sending, setSending] = useState(false);
  const [busy, setBusy] = useState(0);
  const [refusal, setRefusal] = useState<string | null>(null);
  const focus = useRef<(() => void) | null>(null);
  const attempt = useRef({ content: "", key: "" });
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  useEffect(() => {
    focus.current?.();
  }, [focusAsked]);
  const internal = kind === "internal";

  function addFiles(files: Attachment[]) {
    onType({ files: [...latest.current.files, ...files] });
  }

  async function store(files: File[]) {
    setBusy((count) => count + 1);
    for (const file of files) {
      try {
        addFiles([await upload(file)]);
      } catch (failure) {
        toast.failed(failure);
      }
    }
    setBusy((count) => count - 1);
  }

  async function send() {
    if (sending || busy > 0) return;
    if (isEmpty(draft)) {
      setRefusal(t`Write something or add a file first.`);
      focus.current?.();
      return;
    }
    const body = { body: draft.body, internal, attachmentIds: draft.files.map(({ id }) => id) };
    const content = JSON.stringify(body);
    // The same key for the same text: sent again after a lost answer, it is still one comment.
    if (attempt.current.content !== content) attempt.current = { content, key: freshKey() };
    setSending(true);
    setRefusal(null);
    try {
      const { ticket: changed, mentionedInVain } = await answer<{
        ticket: Ticket;
        mentionedInVain: PersonRef[];
      }>(
        api.POST("/api/tickets/{key}/comments", {
          params: { path: { key: ticket.key } },
          headers: idempotencyKey(attempt.current.key),
          body,
        }),
      );
      rememberTicket(client, changed);
      onSent();
      toast.done(internal ? t`The note was added.` : t`The reply was sent to the customer.`);
      if (mentionedInVain.length > 0) {
        const names = mentionedInVain.map(({ displayName }) => displayName).join(", ");
        toast.refused(t`Not told, since they may not see this: ${names}`);
      }
    } catch (failure) {
      setRefusal(problemText(failure));
      setSending(false);
    }
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={classes.audience}>
        {internal ? <IconNotes size={16} aria-hidden /> : <IconUsers size={16} aria-hidden />}
        {internal ? (
          <Trans>Only the people of this desk read this. The customer never sees it.</Trans>
        ) : (
          <Trans>{ticket.reporter.displayName} and the participants will read this.</Trans>
        )}
      </div>
      {refusal && (
        <Alert color="red" role="alert" mb="xs">
          {refusal} {!isEmpty(draft) && <Trans>What you typed is kept.</Trans>}
        </Alert>
      )}
      <RichTextEditor
        label={internal ? t`Internal note` : t`Reply to the customer`}
        placeholder={internal ? t`What should your colleagues know?` : t`Write to the customer…`}
        value={draft.body}
        autoFocus={focusAsked > 0}
        onChange={(body) => onType({ body })}
        onAttachment={(attachment) => addFiles([attachment])}
        onFiles={(files) => void store(files)}
        onSubmit={() => void send()}
        findMentioned={findPeople}
        onReady={(toEditor) => {
          focus.current = toEditor;
        }}
      />
      <div style={{ marginTop: 8 }}>
        <FileInput
          label={t`Files`}
          value={draft.files}
          onChange={(files) => onType({ files })}
          onBusy={(isBusy) => setBusy((count) => count + (isBusy ? 1 : -1))}
        />
      </div>
      <Group justify="flex-end" mt="sm">
        <Text size="xs" c="dimmed" mr="auto">
          <Trans>Kept as a draft on this device until you send it.</Trans>
        </Text>
        <Button variant="default" onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
        <Button
          type="submit"
          loading={sending}
          disabled={busy > 0}
          color={internal ? "#7d5a00" : undefined}
          leftSection={internal ? <IconLock size={16} aria-hidden /> : <IconSend size={16} aria-hidden />}
        >
          {internal ? t`Add the internal note` : t`Send to the customer`}
        </Button>
      </Group>
    </form>
  );
}
