import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Anchor, Button, Group, Tabs, Text, UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import {
  IconChevronDown,
  IconEye,
  IconEyeOff,
  IconHistory,
  IconMessages,
  IconPencil,
} from "@tabler/icons-react";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { isProblem } from "@/shared/api/problem";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { RelativeTime } from "@/shared/i18n/time";
import { useCommands } from "@/shared/keyboard/commands";
import { useShortcuts } from "@/shared/keyboard/shortcuts";
import { PageHeader } from "@/shared/layout/page-header";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import { TicketTypeMark } from "@/shared/ticket/ticket-type";
import { AssignDialog } from "../assign-dialog";
import { useAssignment } from "../assignment";
import { ConflictDialog } from "../conflict-dialog";
import { ticketQueries } from "../tickets";
import { useViewed } from "../viewed";
import { Conversation } from "./conversation";
import { Facts } from "./facts";
import { History } from "./history";
import { StatusPanel } from "./status-panel";
import { Story, useStoryDraft } from "./story";
import classes from "./ticket.module.css";
import { TicketFiles } from "./ticket-files";
import { useTicketAbilities } from "./abilities";
import type { CommentKind } from "./reply-editor";
import { useWatching } from "./watching";

const ApprovalPanel = lazy(() => import("@/shared/approval/approval-panel"));
const RunRule = lazy(() => import("./run-rule"));
const ServiceLevels = lazy(() => import("./service-levels"));
const StoryEditor = lazy(() => import("./story-editor"));

export type TicketTab = "conversation" | "history";

interface TicketPageProps {
  ticketKey: string;
  tab: TicketTab;
  onTab: (tab: TicketTab) => void;
  /** It stands beside a list, with little room. */
  beside?: boolean;
}

/** A ticket: on the left its story, on the right its facts. */
export function TicketPage({ ticketKey, tab, onTab, beside = false }: TicketPageProps) {
  const { t } = useLingui();
  const { data: ticket, error } = useSuspenseQuery(ticketQueries.detail(ticketKey));
  const can = useTicketAbilities(ticket);
  const { assignToMe } = useAssignment();
  const { data: rules = [] } = useQuery({ ...ticketQueries.rules(ticketKey), enabled: can.edit });
  const watching = useWatching(ticket);
  useViewed(ticket.key);
  const storyDraft = useStoryDraft(ticket.key);
  const [editing, setEditing] = useState(storyDraft.found !== null);
  const [assigning, setAssigning] = useState(false);
  const [unfolded, setUnfolded] = useState(false);
  const [asked, setAsked] = useState<{ kind: CommentKind; times: number }>();
  const small = useMediaQuery("(max-width: 62em)", false, { getInitialValueInEffect: false });
  const narrow = small || beside;

  const group = t`Tickets`;
  const compose = (kind: CommentKind) => {
    onTab("conversation");
    setAsked((before) => ({ kind, times: (before?.times ?? 0) + 1 }));
  };
  const acts = [
    ...(can.reply ? [{ keys: "r", label: t`Reply to the customer`, run: () => compose("public") }] : []),
    ...(can.note ? [{ keys: "i", label: t`Write an internal note`, run: () => compose("internal") }] : []),
    ...(can.assign
      ? [
          { keys: "a", label: t`Assign`, run: () => setAssigning(true) },
          { keys: "m", label: t`Assign to me`, run: () => void assignToMe(ticket) },
        ]
      : []),
    ...(can.edit ? [{ keys: "e", label: t`Edit summary and description`, run: () => setEditing(true) }] : []),
  ];
  useShortcuts(acts.map((act) => ({ ...act, group })));
  useCommands([
    ...acts.map(({ keys, label, run }) => ({ id: `ticket ${keys}`, label, run, group: ticket.key })),
    {
      id: "ticket watch",
      label: ticket.watching ? t`Stop watching` : t`Watch`,
      run: () => void watching.toggle(),
      group: ticket.key,
    },
  ]);

  const facts = <Facts ticket={ticket} />;
  return (
    <article className={classes.page}>
      <div className={classes.trail}>
        <Anchor
          component={Link}
          to="/queues/$deskKey"
          params={{ deskKey: ticket.deskKey } as never}
          size="sm"
        >
          {ticket.deskName}
        </Anchor>
        <Text size="sm" c="dimmed" component="span" aria-hidden>
          /
        </Text>
        <Text size="sm" fw={600} component="span">
          {ticket.key}
        </Text>
      </div>
      <PageHeader
        title={ticket.summary}
        documentTitle={`${ticket.key} ${ticket.summary}`}
        beside={beside}
        leading={
          ticket.requestType ? (
            <RequestTypeIcon icon={ticket.requestType.icon} size={32} />
          ) : (
            <TicketTypeMark type={ticket.type} />
          )
        }
        description={
          <Text size="sm" component="span">
            <Trans>
              Reported by {ticket.reporter.displayName} <RelativeTime instant={ticket.createdAt} />
            </Trans>
          </Text>
        }
        actions={
          <>
            {can.edit && !editing && (
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPencil size={15} aria-hidden />}
                onClick={() => setEditing(true)}
              >
                <Trans>Edit</Trans>
              </Button>
            )}
            {rules.length > 0 && (
              <Suspense>
                <RunRule ticketKey={ticket.key} rules={rules} />
              </Suspense>
            )}
            <Button
              size="xs"
              variant="default"
              aria-pressed={ticket.watching}
              leftSection={
                ticket.watching ? <IconEyeOff size={15} aria-hidden /> : <IconEye size={15} aria-hidden />
              }
              onClick={() => void watching.toggle()}
            >
              {ticket.watching ? t`Stop watching` : t`Watch`}
            </Button>
          </>
        }
      />
      {isProblem(error) && error.status === 404 && (
        <Alert color="red" role="alert" mb="md">
          <Trans>This ticket is no longer visible to you. What you typed is kept on this device.</Trans>
        </Alert>
      )}
      <StatusPanel ticket={ticket} />
      <Suspense>
        <ApprovalPanel ticketKey={ticket.key} deskKey={ticket.deskKey} mb="md" />
      </Suspense>
      {narrow && (
        <Suspense>
          <ServiceLevels ticketKey={ticket.key} alone />
        </Suspense>
      )}
      <div className={classes.columns} data-narrow={narrow || undefined}>
        <div className={classes.story}>
          {editing ? (
            <Suspense fallback={<TextSkeleton />}>
              <StoryEditor ticket={ticket} draft={storyDraft} onClose={() => setEditing(false)} />
            </Suspense>
          ) : (
            <Story ticket={ticket} />
          )}
          <TicketFiles ticket={ticket} />
          <Tabs value={tab} onChange={(next) => onTab(next as TicketTab)} keepMounted={false} mt="lg">
            <Tabs.List>
              <Tabs.Tab value="conversation" leftSection={<IconMessages size={16} aria-hidden />}>
                <Group gap={6} component="span">
                  <Trans>Conversation</Trans>
                  <Text component="span" size="xs" c="dimmed">
                    {ticket.comments.length}
                  </Text>
                </Group>
              </Tabs.Tab>
              <Tabs.Tab value="history" leftSection={<IconHistory size={16} aria-hidden />}>
                <Trans>History</Trans>
              </Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="conversation" pt="md">
              <Conversation ticket={ticket} asked={asked} />
            </Tabs.Panel>
            <Tabs.Panel value="history" pt="md">
              <History ticketKey={ticket.key} />
            </Tabs.Panel>
          </Tabs>
          {narrow && (
            <section className={classes.folded}>
              <UnstyledButton
                className={classes.unfold}
                aria-expanded={unfolded}
                onClick={() => setUnfolded(!unfolded)}
              >
                <Trans>Details</Trans>
                <IconChevronDown size={16} aria-hidden />
              </UnstyledButton>
              {unfolded && facts}
            </section>
          )}
        </div>
        {!narrow && (
          <aside className={classes.facts} aria-label={t`Details`}>
            <Suspense>
              <ServiceLevels ticketKey={ticket.key} />
            </Suspense>
            {facts}
          </aside>
        )}
      </div>
      <AssignDialog ticket={assigning ? ticket : null} onClose={() => setAssigning(false)} />
      <ConflictDialog />
    </article>
  );
}
