import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Breadcrumbs, Button, CloseButton, Group, Paper, Text, Title } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useRef } from "react";
import { AttachmentList } from "@/shared/attachment/attachment-list";
import { FieldAnswer } from "@/shared/field/field-answer";
import { ExactTime, RelativeTime } from "@/shared/i18n/time";
import { useShortcuts } from "@/shared/keyboard/shortcuts";
import { PageHeader } from "@/shared/layout/page-header";
import { useLiveQueries } from "@/shared/live/live";
import { PersonName } from "@/shared/person/person";
import { RichText } from "@/shared/text/rich-text";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import { beside } from "./beside";
import { Conversation } from "./conversation";
import type { Request, Transition } from "./portal-queries";
import { requestQueries } from "./portal-queries";
import { Promises } from "./promises";
import { Reply } from "./reply";
import { RequestProgress } from "./request-progress";
import { Sharing } from "./sharing";
import { TransitionDialog } from "./transition-dialog";
import classes from "./request-page.module.css";

const ApprovalPanel = lazy(() => import("@/shared/approval/approval-panel"));

interface RequestPageProps {
  requestKey: string;
  /** Whether it has just been sent. */
  sent: boolean;
  onSentSeen: () => void;
  /** The transition whose dialog is open. */
  action: string | undefined;
  onAction: (action: string | undefined) => void;
}

/** A request as its customers follow it: where it stands, what was said, what they can do. */
export function RequestPage({ requestKey, sent, onSentSeen, action, onAction }: RequestPageProps) {
  const { t } = useLingui();
  const { data: request } = useSuspenseQuery(requestQueries.detail(requestKey));
  const focusReply = useRef<(() => void) | null>(null);
  useLiveQueries(({ key }) =>
    key === requestKey
      ? [requestQueries.detail(requestKey).queryKey, requestQueries.promises(requestKey).queryKey]
      : [],
  );
  useShortcuts(
    [{ keys: "r", label: t`Reply`, group: t`Request`, run: () => focusReply.current?.() }],
    request.permissions.comment,
  );

  return (
    <>
      <Breadcrumbs mb="sm" component="nav" aria-label={t`Where you are`}>
        <Anchor component={Link} to="/portal" size="sm">
          <Trans>Portal</Trans>
        </Anchor>
        {request.permissions.comment ? (
          <Anchor component={Link} to="/portal/requests" size="sm">
            <Trans>My requests</Trans>
          </Anchor>
        ) : (
          <Anchor component={Link} to="/portal/approvals" size="sm">
            <Trans>My approvals</Trans>
          </Anchor>
        )}
        <Text size="sm" c="dimmed">
          {request.key}
        </Text>
      </Breadcrumbs>
      {sent && <Sent request={request} onSeen={onSentSeen} />}
      <PageHeader
        title={request.summary}
        documentTitle={`${request.key} ${request.summary}`}
        leading={<RequestTypeIcon icon={request.requestTypeIcon} size={44} />}
        description={[request.key, request.requestTypeName, request.deskName].filter(Boolean).join(" · ")}
        actions={request.transitions.map((transition: Transition) => (
          <Button
            key={transition.key}
            variant={transition.style === "primary" ? "filled" : "default"}
            c={transition.style === "danger" ? "var(--mantine-color-error)" : undefined}
            onClick={() => onAction(transition.key)}
          >
            {transition.name}
          </Button>
        ))}
      />
      <div className={classes.columns}>
        <div className={classes.story}>
          <RequestProgress request={request} />
          <Suspense>
            <ApprovalPanel ticketKey={request.key} deskKey={request.deskKey} />
          </Suspense>
          <Asked request={request} />
          <Conversation request={request} />
          {request.permissions.comment && (
            <Reply
              request={request}
              onReady={(focus) => {
                focusReply.current = focus;
              }}
            />
          )}
        </div>
        <aside className={classes.facts} aria-label={t`About this request`}>
          <Promises requestKey={request.key} />
          <Facts request={request} />
          <Sharing request={request} />
        </aside>
      </div>
      {action !== undefined && (
        <TransitionDialog
          key={action}
          request={request}
          transitionKey={action}
          onClose={() => onAction(undefined)}
        />
      )}
    </>
  );
}

function Sent({ request, onSeen }: { request: Request; onSeen: () => void }) {
  const { t } = useLingui();
  const { key, deskName } = request;
  return (
    <Paper role="status" className={classes.sent}>
      <IconCircleCheck size={30} className={classes.sentMark} aria-hidden />
      <div className={classes.sentText}>
        <Title order={2} size="h3">
          <Trans>
            {key} has been sent to {deskName}
          </Trans>
        </Title>
        <ol className={classes.steps}>
          <li>
            <Trans>Somebody there reads it and takes it on. You see here who it is.</Trans>
          </li>
          <li>
            <Trans>Their answers and questions appear below by themselves; reply in the same place.</Trans>
          </li>
          <li>
            <Trans>
              You find it again under{" "}
              <Anchor component={Link} to="/portal/requests" underline="always">
                My requests
              </Anchor>
              .
            </Trans>
          </li>
        </ol>
      </div>
      <CloseButton onClick={onSeen} aria-label={t`Close this message`} />
    </Paper>
  );
}

/** What was asked for, as it was filled in. */
function Asked({ request }: { request: Request }) {
  const { t } = useLingui();
  const answers = request.answers.filter((given) => given.display !== "" || given.type === "rich_text");
  const shownTexts = [
    request.descriptionHtml,
    ...answers.filter(({ type }) => type === "rich_text").map(({ value }) => String(value)),
  ].join("");
  if (answers.length === 0 && request.descriptionHtml === "" && request.attachments.length === 0) return null;
  return (
    <Paper component="section" className={classes.asked} aria-label={t`What was asked for`}>
      <Group justify="space-between" gap="xs">
        <PersonName person={request.reporter} size={26} />
        <Text size="xs" c="dimmed">
          <ExactTime instant={request.createdAt} />
        </Text>
      </Group>
      {request.descriptionHtml !== "" && <RichText html={request.descriptionHtml} />}
      {answers.length > 0 && (
        <dl className={classes.answers}>
          {answers.map((given) => (
            <div
              key={given.key}
              data-wide={["long_text", "rich_text", "table"].includes(given.type) || undefined}
            >
              <dt>{given.label}</dt>
              <dd>
                <FieldAnswer
                  type={given.type}
                  value={given.value}
                  display={given.display}
                  table={given.table}
                />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <AttachmentList attachments={beside(shownTexts, request.attachments)} />
    </Paper>
  );
}

function Facts({ request }: { request: Request }) {
  return (
    <Paper className={classes.panel}>
      <dl className={classes.factList}>
        <div>
          <dt>
            <Trans>Handled by</Trans>
          </dt>
          <dd>
            {request.assignee ? (
              <PersonName person={request.assignee} />
            ) : (
              <Text component="span" c="dimmed">
                <Trans>Nobody yet</Trans>
              </Text>
            )}
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Asked by</Trans>
          </dt>
          <dd>
            <PersonName person={request.reporter} />
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Sent</Trans>
          </dt>
          <dd>
            <RelativeTime instant={request.createdAt} />
          </dd>
        </div>
        <div>
          <dt>
            <Trans>Last change</Trans>
          </dt>
          <dd>
            <RelativeTime instant={request.updatedAt} />
          </dd>
        </div>
      </dl>
    </Paper>
  );
}
