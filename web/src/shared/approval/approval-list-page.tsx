import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Badge, Button, Checkbox, Group, Tabs, Text } from "@mantine/core";
import { IconRubberStamp } from "@tabler/icons-react";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { answer, api } from "../api/client";
import { Dialog } from "../feedback/dialog";
import { EmptyState } from "../feedback/empty-state";
import { LoadFailure } from "../feedback/load-failure";
import { TextSkeleton } from "../feedback/skeletons";
import { toast } from "../feedback/toast";
import { RelativeTime } from "../i18n/time";
import { useShortcuts } from "../keyboard/shortcuts";
import { PageHeader } from "../layout/page-header";
import { useLiveQueries } from "../live/live";
import { may, useSession } from "../session/session";
import { RequestTypeIcon } from "../ticket/request-type-icon";
import classes from "./approval-panel.module.css";
import type { ApprovalItem, ApprovalScope, Decision } from "./approvals";
import { approvalQueries } from "./approvals";
import { DecideForm } from "./decide-form";
import { acts, kinds, roundStates, stamps } from "./words";

interface ApprovalListPageProps {
  face: "portal" | "workspace";
  scope: ApprovalScope;
  onScope: (scope: ApprovalScope) => void;
}

/** What waits for one's decision; what one has decided, and what one was given to read. */
export function ApprovalListPage({ face, scope, onScope }: ApprovalListPageProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const client = useQueryClient();
  const session = useSession();
  const me = session.person.id;
  const found = useInfiniteQuery(approvalQueries.mine(scope));
  useLiveQueries(() => [["approvals", "mine", scope]]);
  const items = found.data?.pages.flatMap((page) => page.items as ApprovalItem[]);
  const [currentId, setCurrentId] = useState<number | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [deciding, setDeciding] = useState<{ ids: number[]; decision: Decision } | null>(null);
  const [refused, setRefused] = useState<ReadonlyMap<number, string>>(new Map());
  const list = useRef<HTMLUListElement>(null);
  const decides = scope === "waiting";
  const current = items?.find(({ id }) => id === currentId);
  const selected = (items ?? []).filter(({ id }) => chosen.has(id));

  useEffect(() => {
    list.current?.querySelector<HTMLElement>(`[data-id="${currentId}"]`)?.focus();
  }, [currentId]);

  function walk(by: number) {
    if (!items || items.length === 0) return;
    const at = items.findIndex(({ id }) => id === currentId);
    setCurrentId(items[Math.min(items.length - 1, Math.max(0, at + by))]?.id ?? null);
  }

  function ask(decision: Decision) {
    if (selected.length > 0) setDeciding({ ids: selected.map(({ id }) => id), decision });
    else if (current) setDeciding({ ids: [current.id], decision });
  }

  const emptyTitles = {
    waiting: t`Nothing waits for your decision`,
    decided: t`You have not decided anything yet`,
    referenced: t`Nothing was given to you to read`,
  };
  const group = t`Approvals`;
  useShortcuts(
    [
      { keys: "j", label: t`Next`, group, run: () => walk(1) },
      { keys: "k", label: t`Previous`, group, run: () => walk(-1) },
      ...(decides
        ? [
            { keys: "a", label: t`Approve`, group, run: () => ask("approved") },
            { keys: "r", label: t`Reject`, group, run: () => ask("rejected") },
            {
              keys: "x",
              label: t`Select`,
              group,
              run: () => {
                if (current) toggle(current.id);
              },
            },
          ]
        : []),
    ],
    (items?.length ?? 0) > 0,
  );

  function toggle(id: number) {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  }

  async function decide(decision: Decision, comment: string) {
    if (!deciding) return;
    const results = await answer(
      api.POST("/api/approvals/decisions", {
        body: { ids: deciding.ids, decision, comment: comment || undefined },
      }),
    );
    const failed = results.filter((result) => !result.decided);
    setRefused(new Map(failed.map(({ id, message }) => [id, message ?? ""])));
    setChosen(new Set(failed.map(({ id }) => id)));
    setDeciding(null);
    const done = results.length - failed.length;
    if (done > 0) toast.done(t`${done} decided.`);
    await client.invalidateQueries({ queryKey: approvalQueries.all });
  }

  const one = deciding?.ids.length === 1 ? items?.find(({ id }) => id === deciding.ids[0]) : undefined;
  const asked = deciding ? (items ?? []).filter(({ id }) => deciding.ids.includes(id)) : [];
  return (
    <>
      <PageHeader title={t`My approvals`} />
      <Tabs value={scope} onChange={(next) => onScope(next as ApprovalScope)} mb="md">
        <Tabs.List>
          <Tabs.Tab value="waiting">
            <Trans>Waiting for me</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="decided">
            <Trans>Decided by me</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="referenced">
            <Trans>For my information</Trans>
          </Tabs.Tab>
        </Tabs.List>
      </Tabs>
      {found.error && !items ? (
        <LoadFailure failure={found.error} onRetry={() => void found.refetch()} />
      ) : !items ? (
        <TextSkeleton lines={6} />
      ) : items.length === 0 ? (
        <EmptyState icon={<IconRubberStamp size={26} />} title={emptyTitles[scope]}>
          {decides && <Trans>When somebody asks for your decision, it appears here by itself.</Trans>}
        </EmptyState>
      ) : (
        <ul className={classes.items} ref={list} aria-label={t`My approvals`}>
          {items.map((item) => (
            <li
              key={item.id}
              className={classes.item}
              data-id={item.id}
              data-current={item.id === currentId || undefined}
              tabIndex={item.id === (currentId ?? items[0]?.id) ? 0 : -1}
              onFocus={() => setCurrentId(item.id)}
            >
              {decides ? (
                <Checkbox
                  checked={chosen.has(item.id)}
                  onChange={() => toggle(item.id)}
                  aria-label={t`Select ${item.ticket.key}`}
                />
              ) : (
                <RequestTypeIcon icon={item.ticket.requestTypeIcon} size={28} />
              )}
              <div className={classes.facts}>
                <Link
                  to={
                    face === "workspace" && may(session, "ticket.view", item.ticket.deskKey)
                      ? "/tickets/$key"
                      : "/portal/requests/$key"
                  }
                  params={{ key: item.ticket.key } as never}
                  className={classes.summary}
                >
                  {item.ticket.summary}
                </Link>
                <Text component="div" className={classes.meta}>
                  {[item.ticket.key, item.ticket.deskName, item.ticket.reporter.displayName].join(" · ")}
                  {item.askedAt && (
                    <>
                      {" · "}
                      <RelativeTime instant={item.decidedAt ?? item.askedAt} />
                    </>
                  )}
                </Text>
                <Group gap={6} mt={4}>
                  <Badge size="sm" variant="light" color="gray">
                    {item.stepName || i18n._(kinds[item.kind])} {item.step}/{item.steps}
                  </Badge>
                  {item.person.id !== me && (
                    <Badge size="sm" variant="light" color="violet">
                      {t`in place of ${item.person.displayName}`}
                    </Badge>
                  )}
                  {item.decision && (
                    <Badge size="sm" variant="light">
                      {i18n._(stamps[item.kind][item.decision])}
                    </Badge>
                  )}
                  {!decides && (
                    <Badge size="sm" variant="outline" color="gray">
                      {i18n._(roundStates[item.roundState])}
                    </Badge>
                  )}
                </Group>
              </div>
              {decides && (
                <div className={classes.acts}>
                  <Button size="xs" onClick={() => setDeciding({ ids: [item.id], decision: "approved" })}>
                    {i18n._(acts[item.kind].approved)}
                  </Button>
                  <Button
                    size="xs"
                    variant="default"
                    c="var(--mantine-color-error)"
                    onClick={() => setDeciding({ ids: [item.id], decision: "rejected" })}
                  >
                    {i18n._(acts[item.kind].rejected)}
                  </Button>
                </div>
              )}
              {refused.has(item.id) && (
                <div className={classes.refused} role="alert">
                  {refused.get(item.id)}
                </div>
              )}
            </li>
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
      {decides && selected.length > 0 && (
        <div className={classes.bar} role="group" aria-label={t`For those selected`}>
          <Text fw={600}>{t`${selected.length} selected`}</Text>
          <Group gap="xs">
            <Button variant="subtle" onClick={() => setChosen(new Set())}>
              <Trans>Select none</Trans>
            </Button>
            <Button onClick={() => ask("approved")}>{i18n._(acts.approve.approved)}</Button>
            <Button variant="default" c="var(--mantine-color-error)" onClick={() => ask("rejected")}>
              {i18n._(acts.approve.rejected)}
            </Button>
          </Group>
        </div>
      )}
      <Dialog
        opened={deciding !== null}
        onClose={() => setDeciding(null)}
        title={one ? one.ticket.summary : t`${asked.length} requests`}
      >
        {deciding && asked.length > 0 && (
          <DecideForm
            kind={one?.kind ?? "approve"}
            comment={strictest(asked)}
            only={deciding.decision}
            onDecide={decide}
            autoFocus
          />
        )}
      </Dialog>
    </>
  );
}

function strictest(items: readonly ApprovalItem[]): ApprovalItem["comment"] {
  const asked = items.map(({ comment }) => comment);
  return asked.includes("always") ? "always" : asked.includes("on_rejection") ? "on_rejection" : "never";
}
