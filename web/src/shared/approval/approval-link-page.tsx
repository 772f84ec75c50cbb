import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Button, Stack, Text, Title } from "@mantine/core";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useEffect, useState } from "react";
import type { Schemas } from "../api/client";
import { answer, api } from "../api/client";
import { isProblem } from "../api/problem";
import { EmptyState } from "../feedback/empty-state";
import { LoadFailure } from "../feedback/load-failure";
import { TextSkeleton } from "../feedback/skeletons";
import { FieldAnswer } from "../field/field-answer";
import { BarePage } from "../layout/bare-page";
import { RichText } from "../text/rich-text";
import { ExactTime } from "../i18n/time";
import { ApprovalLine } from "./approval-line";
import type { Decision } from "./approvals";
import { DecideForm } from "./decide-form";

type LinkPage = Schemas["LinkPage"];

const linkQuery = (token: string) =>
  queryOptions({
    queryKey: ["approval-link", token],
    queryFn: (): Promise<LinkPage> =>
      answer(api.GET("/api/approval-links/{token}", { params: { path: { token } } })),
    retry: false,
    staleTime: Infinity,
  });

/** Where a link leads that was sent to an approver: shows what there is to decide, and decides once. */
export function ApprovalLinkPage({ token }: { token: string }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { data: page, error, refetch } = useQuery(linkQuery(token));
  const [decided, setDecided] = useState<Decision | null>(null);
  useEffect(() => {
    document.title = `${t`Approval`} · Maru`;
  }, [t]);

  async function decide(decision: Decision, comment: string) {
    await answer(
      api.POST("/api/approval-links/{token}", {
        params: { path: { token } },
        body: { decision, comment: comment || undefined },
      }),
    );
    setDecided(decision);
    void client.invalidateQueries({ queryKey: linkQuery(token).queryKey });
  }

  if (decided) {
    return (
      <Over title={decided === "approved" ? t`Your approval is recorded` : t`Your decision is recorded`}>
        <Trans>Thank you. You can close this page.</Trans>
      </Over>
    );
  }
  if (error) {
    return isProblem(error) && error.status === 404 ? (
      <Over title={t`This link does not work`}>
        <Trans>It is incomplete or no longer valid. Sign in to see what waits for you.</Trans>
      </Over>
    ) : (
      <BarePage>
        <LoadFailure failure={error} onRetry={() => void refetch()} />
      </BarePage>
    );
  }
  if (!page) {
    return (
      <BarePage>
        <TextSkeleton lines={6} />
      </BarePage>
    );
  }
  if (page.state === "decided") {
    return (
      <Over title={t`This has been decided`}>
        {page.decision === "approved" ? (
          <Trans>It was approved.</Trans>
        ) : page.decision === "rejected" ? (
          <Trans>It was rejected.</Trans>
        ) : null}{" "}
        {page.decidedAt && <ExactTime instant={page.decidedAt} />}
      </Over>
    );
  }
  if (page.state === "expired") {
    return (
      <Over title={t`This link has expired`}>
        <Trans>Sign in to decide, or ask for a new link.</Trans>
      </Over>
    );
  }
  const { request, round, kind, comment, person, decider } = page;
  if (page.state === "over" || !request || !round || !kind || !comment) {
    return (
      <Over title={t`There is nothing to decide any more`}>
        <Trans>The approval was withdrawn, is over, or waits for somebody else by now.</Trans>
      </Over>
    );
  }
  const answers = request.answers.filter(({ display, type }) => display !== "" && type !== "rich_text");
  return (
    <BarePage wide>
      <Stack gap="md">
        <div>
          <Text size="sm" c="dimmed">
            {request.key} · {request.requestTypeName ?? request.deskName}
          </Text>
          <Title order={1} size="h2">
            {request.summary}
          </Title>
          <Text size="sm" c="dimmed">
            <Trans>
              Asked by {request.reporter.displayName}, <ExactTime instant={request.createdAt} short />
            </Trans>
          </Text>
        </div>
        {request.descriptionHtml !== "" && <RichText html={request.descriptionHtml} />}
        {answers.length > 0 && (
          <dl style={{ margin: 0, display: "grid", gap: 8 }}>
            {answers.map((given) => (
              <div key={given.key}>
                <Text component="dt" size="xs" c="dimmed" fw={600}>
                  {given.label}
                </Text>
                <dd style={{ margin: 0 }}>
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
        {request.attachments.length > 0 && (
          <Text size="sm" c="dimmed">
            <Trans>The files that belong to it can be opened once you have signed in.</Trans>
          </Text>
        )}
        <ApprovalLine round={round} />
        <Text size="sm">
          {person && decider && person.id !== decider.id
            ? t`You decide as ${decider.displayName}, in place of ${person.displayName}.`
            : t`You decide as ${decider?.displayName ?? ""}.`}
        </Text>
        <DecideForm kind={kind} comment={comment} onDecide={decide} />
        <Anchor component={Link} to="/portal/approvals" size="sm">
          <Trans>Sign in and see everything that waits for you</Trans>
        </Anchor>
      </Stack>
    </BarePage>
  );
}

function Over({ title, children }: { title: string; children: ReactNode }) {
  return (
    <BarePage>
      <div role="status">
        <EmptyState
          title={title}
          action={
            <Button component={Link} to="/portal/approvals" variant="default">
              <Trans>My approvals</Trans>
            </Button>
          }
        >
          {children}
        </EmptyState>
      </div>
    </BarePage>
  );
}
