import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Alert, Button, Group, Text, Textarea } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { KeyboardEvent } from "react";
import { useEffect, useRef, useState } from "react";
import { answer, api, idempotencyKey } from "@/shared/api/client";
import { freshKey } from "@/shared/api/idempotency";
import { confirm } from "@/shared/feedback/confirm";
import { problemText } from "@/shared/feedback/problem-text";
import { toast } from "@/shared/feedback/toast";
import { RelativeTime } from "@/shared/i18n/time";
import { useLiveQueries } from "@/shared/live/live";
import { RichText } from "@/shared/text/rich-text";
import type { Request } from "../portal-queries";
import { requestQueries } from "../portal-queries";
import type { ShownWidget } from "./queries";
import { widgetQueries } from "./queries";
import classes from "./widget.module.css";

const seenEvery = 25_000;

interface WidgetChatProps {
  widget: ShownWidget;
  /** Whether it is before the visitor's eyes. */
  open: boolean;
}

/** Talking with the desk at once; all that is said stays as a request. */
export function WidgetChat({ widget, open }: WidgetChatProps) {
  const { data } = useQuery(widgetQueries.chat(widget.id));
  const [begun, setBegun] = useState<string | null>(null);
  const key = begun ?? data?.key ?? null;
  return (
    <div className={classes.chat}>
      {key ? (
        <Said widget={widget} chatKey={key} open={open} onEnded={() => setBegun(null)} />
      ) : (
        <div className={classes.said}>
          <Text c="dimmed" size="sm">
            <Trans>Write what it is about. What is said here stays with your requests.</Trans>
          </Text>
        </div>
      )}
      <Writing widget={widget} chatKey={key} onBegun={setBegun} />
    </div>
  );
}

interface SaidProps extends WidgetChatProps {
  chatKey: string;
  onEnded: () => void;
}

function Said({ widget, chatKey, open, onEnded }: SaidProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { data: request } = useQuery(requestQueries.detail(chatKey));
  const end = useRef<HTMLDivElement>(null);
  useLiveQueries(({ key }) => (key === chatKey ? [requestQueries.detail(chatKey).queryKey] : []));
  const count = request?.conversation.length ?? 0;
  useSeen(widget.id, chatKey, open, count);
  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [count]);

  async function leave() {
    const sure = await confirm({
      title: t`End the chat?`,
      body: t`It stays with your requests, and you can answer there.`,
      confirm: t`End the chat`,
    });
    if (!sure) return;
    try {
      await api.DELETE("/api/widgets/{id}/chats/{key}", {
        params: { path: { id: widget.id, key: chatKey } },
      });
      await client.invalidateQueries({ queryKey: widgetQueries.chat(widget.id).queryKey });
      onEnded();
    } catch (failure) {
      toast.failed(failure);
    }
  }

  return (
    <>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" c="dimmed" truncate>
          {chatKey}
          {request?.assignee && ` · ${request.assignee.displayName}`}
        </Text>
        <Button size="compact-sm" variant="subtle" onClick={() => void leave()}>
          <Trans>End the chat</Trans>
        </Button>
      </Group>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
      <div className={classes.said} role="log" aria-label={t`Chat`} tabIndex={0}>
        {request && <Turns request={request} />}
        <div ref={end} />
      </div>
    </>
  );
}

function Turns({ request }: { request: Request }) {
  return (
    <>
      <Bubble mine html={request.descriptionHtml} at={request.createdAt} />
      {request.conversation.map(({ comment, status, at }) =>
        comment && !comment.deleted ? (
          <Bubble
            key={comment.id}
            mine={comment.mine}
            author={comment.author.displayName}
            html={comment.bodyHtml}
            at={at}
          />
        ) : (
          status && (
            <Text key={at} size="xs" c="dimmed" ta="center">
              {status.statusName}
            </Text>
          )
        ),
      )}
    </>
  );
}

interface BubbleProps {
  mine: boolean;
  author?: string;
  html: string;
  at: string;
}

function Bubble({ mine, author, html, at }: BubbleProps) {
  return (
    <div className={classes.bubble} data-mine={mine || undefined}>
      {!mine && (
        <Text size="xs" fw={600}>
          {author}
        </Text>
      )}
      <RichText html={html} />
      <Text size="xs">
        <RelativeTime instant={at} />
      </Text>
    </div>
  );
}

/** Says that the chat is before the visitor's eyes, so that answers need no mail. */
function useSeen(widgetId: string, key: string, open: boolean, count: number): void {
  useEffect(() => {
    if (!open) return;
    function say() {
      if (document.visibilityState !== "visible") return;
      api
        .POST("/api/widgets/{id}/chats/{key}/seen", { params: { path: { id: widgetId, key } } })
        .catch(() => {
          // Said again soon.
        });
    }
    say();
    const saying = setInterval(say, seenEvery);
    document.addEventListener("visibilitychange", say);
    return () => {
      clearInterval(saying);
      document.removeEventListener("visibilitychange", say);
    };
  }, [widgetId, key, open, count]);
}

interface WritingProps {
  widget: ShownWidget;
  chatKey: string | null;
  onBegun: (key: string) => void;
}

function Writing({ widget, chatKey, onBegun }: WritingProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [text, setText] = useState("");
  // Made once for each text, so that sending it twice says it once.
  const sendKey = useRef(freshKey());
  const send = useMutation({
    mutationFn: async () => {
      const headers = idempotencyKey(sendKey.current);
      const path = { id: widget.id };
      if (chatKey === null) {
        const { key } = await answer(
          api.POST("/api/widgets/{id}/chats", { params: { path }, headers, body: { text } }),
        );
        return key;
      }
      await api.POST("/api/widgets/{id}/chats/{key}/messages", {
        params: { path: { ...path, key: chatKey } },
        headers,
        body: { text },
      });
      return chatKey;
    },
    onSuccess: async (key) => {
      setText("");
      sendKey.current = freshKey();
      onBegun(key);
      await client.invalidateQueries({ queryKey: requestQueries.detail(key).queryKey });
    },
  });

  function submit() {
    if (text.trim() !== "" && !send.isPending) send.mutate();
  }

  function onKey(event: KeyboardEvent) {
    // While a Hangul syllable is being composed these keys belong to the composition.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {send.error && (
        <Alert role="alert" color="red" variant="light" mb="xs">
          {problemText(send.error)} <Trans>What you typed is still here.</Trans>
        </Alert>
      )}
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Textarea
          aria-label={t`Message`}
          placeholder={t`Write a message`}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKey}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={10_000}
          flex={1}
        />
        <ActionIcon
          type="submit"
          size={36}
          variant="filled"
          loading={send.isPending}
          disabled={text.trim() === ""}
          aria-label={t`Send`}
        >
          <IconSend size={18} />
        </ActionIcon>
      </Group>
    </form>
  );
}
