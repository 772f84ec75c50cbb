import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, SegmentedControl, Select, Text } from "@mantine/core";
import { IconBellCheck, IconChecks } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { RelativeTime } from "@/shared/i18n/time";
import { useShortcuts } from "@/shared/keyboard/shortcuts";
import { PageHeader } from "@/shared/layout/page-header";
import type { Narrowing, Notification } from "@/shared/notification/notifications";
import {
  notificationPlace,
  notificationQueries,
  readNotifications,
} from "@/shared/notification/notifications";
import { useWorkedDesks } from "../desks";
import classes from "./inbox-page.module.css";

export interface InboxSearch extends Narrowing {
  /** All of them, and not only what is unread. */
  shown?: "all";
}

interface InboxPageProps {
  search: InboxSearch;
  onSearch: (search: InboxSearch) => void;
}

/** All that one is told of, with the keyboard or without. */
export function InboxPage({ search, onSearch }: InboxPageProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const unread = search.shown !== "all";
  const narrowing = { kind: search.kind, desk: search.desk };
  const found = useInfiniteQuery(notificationQueries.inbox({ unread, ...narrowing }));
  const desks = useWorkedDesks();
  const { data: kinds = [] } = useQuery(notificationQueries.kinds);
  const items = found.data?.pages.flatMap((page) => page.items);
  const [currentId, setCurrentId] = useState<number | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const current = items?.find(({ id }) => id === currentId);

  useEffect(() => {
    list.current?.querySelector<HTMLElement>(`[data-id="${currentId}"] a`)?.focus();
  }, [currentId]);

  async function read(which: Parameters<typeof readNotifications>[0]) {
    try {
      await readNotifications(which);
      await client.invalidateQueries({ queryKey: notificationQueries.all });
    } catch (failure) {
      toast.failed(failure);
    }
  }

  function walk(by: number) {
    if (!items || items.length === 0) return;
    const at = items.findIndex(({ id }) => id === currentId);
    setCurrentId(items[Math.min(items.length - 1, Math.max(0, at + by))]?.id ?? null);
  }

  const group = t`Notifications`;
  useShortcuts(
    [
      { keys: "j", label: t`Next`, group, run: () => walk(1) },
      { keys: "k", label: t`Previous`, group, run: () => walk(-1) },
      {
        keys: "x",
        label: t`Mark as read`,
        group,
        run: () => {
          if (!current || current.read) return;
          walk(1);
          void read({ ids: [current.id] });
        },
      },
    ],
    (items?.length ?? 0) > 0,
  );

  const newest = items?.[0];
  return (
    <>
      <PageHeader
        title={t`Notifications`}
        actions={
          newest &&
          items.some((each) => !each.read) && (
            <Button
              variant="default"
              leftSection={<IconChecks size={16} aria-hidden />}
              onClick={() => void read({ latest: newest.id, ...narrowing })}
            >
              <Trans>Mark all as read</Trans>
            </Button>
          )
        }
      />
      <Group gap="sm" mb="md">
        <SegmentedControl
          aria-label={t`Which ones`}
          value={unread ? "unread" : "all"}
          onChange={(next) => onSearch({ ...search, shown: next === "all" ? "all" : undefined })}
          data={[
            { value: "unread", label: t`Unread` },
            { value: "all", label: t`All` },
          ]}
        />
        <Select
          aria-label={t`Of what`}
          placeholder={t`Everything`}
          data={kinds.map(({ kind, label }) => ({ value: kind, label }))}
          value={search.kind ?? null}
          onChange={(kind) => onSearch({ ...search, kind: kind ?? undefined })}
          clearable
          className={classes.narrowing}
        />
        {(desks.length > 1 || search.desk) && (
          <Select
            aria-label={t`Desk`}
            placeholder={t`All desks`}
            data={desks.map(({ key, name }) => ({ value: key, label: name }))}
            value={search.desk ?? null}
            onChange={(desk) => onSearch({ ...search, desk: desk ?? undefined })}
            clearable
            searchable={desks.length > 8}
            className={classes.narrowing}
          />
        )}
      </Group>
      {found.error && !items ? (
        <LoadFailure failure={found.error} onRetry={() => void found.refetch()} />
      ) : !items ? (
        <TextSkeleton lines={8} />
      ) : items.length === 0 && !found.hasNextPage ? (
        <EmptyState
          icon={<IconBellCheck size={26} />}
          title={unread ? t`Nothing unread` : t`Nothing new. What concerns you stands here.`}
        >
          {unread && <Trans>What concerns you appears here by itself.</Trans>}
        </EmptyState>
      ) : (
        <ul className={classes.items} ref={list} aria-label={t`Notifications`}>
          {items.map((item) => (
            <Line
              key={item.id}
              item={item}
              onFocus={() => setCurrentId(item.id)}
              onRead={() => void read({ ids: [item.id] })}
            />
          ))}
        </ul>
      )}
      {found.hasNextPage && (
        <Group justify="center" mt="md">
          <Button
            variant="default"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        </Group>
      )}
    </>
  );
}

function Line({ item, onFocus, onRead }: { item: Notification; onFocus: () => void; onRead: () => void }) {
  const { t } = useLingui();
  const { id, text, ticket, at, read } = item;
  return (
    <li className={classes.item} data-id={id} data-unread={!read || undefined}>
      <Link
        {...notificationPlace(item)}
        className={classes.link}
        onFocus={onFocus}
        onClick={() => !read && onRead()}
      >
        <Text component="span" display="block" fw={read ? 400 : 600}>
          {text}
        </Text>
        <Text component="span" display="block" size="sm" c="dimmed">
          {ticket && `${ticket.key} ${ticket.summary} · `}
          <RelativeTime instant={at} />
        </Text>
      </Link>
      {!read && (
        <Button variant="subtle" size="compact-sm" onClick={onRead} aria-label={t`Mark as read: ${text}`}>
          <Trans>Mark as read</Trans>
        </Button>
      )}
    </li>
  );
}
