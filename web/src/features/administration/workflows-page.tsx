import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconPlus, IconRoute } from "@tabler/icons-react";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { PageSkeleton } from "@/shared/feedback/skeletons";
import { RelativeTime } from "@/shared/i18n/time";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { TicketTypeMark } from "@/shared/ticket/ticket-type";
import { DeskFrame } from "./desk-frame";
import { DraftBadge } from "./draft-badge";
import { deskQueries } from "./queries";
import type { Workflow } from "./resources";
import { Assignments } from "./workflow/assignments";
import { NewWorkflowDialog } from "./workflow/new-workflow-dialog";
import type { WorkflowDraft } from "./workflow/queries";
import { workflowQueries } from "./workflow/queries";
import classes from "./workflows-page.module.css";

interface WorkflowsPageProps {
  deskKey: string;
}

/** How tickets of a desk move from status to status; each workflow leads to where it is drawn. */
export function WorkflowsPage({ deskKey }: WorkflowsPageProps) {
  const { t } = useLingui();
  const [making, setMaking] = useState(false);
  const workflows = useQuery(deskQueries.workflows(deskKey));
  const drafts = useQueries({
    queries: (workflows.data ?? [])
      .filter((workflow) => workflow.deskKey === deskKey)
      .map(({ id }) => workflowQueries.draft(deskKey, id)),
  });
  return (
    <DeskFrame
      deskKey={deskKey}
      part={t`Workflows`}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
          <Trans>New workflow</Trans>
        </Button>
      }
    >
      {workflows.error && !workflows.data ? (
        <LoadFailure failure={workflows.error} onRetry={() => void workflows.refetch()} />
      ) : workflows.data === undefined ? (
        <PageSkeleton />
      ) : workflows.data.length === 0 ? (
        <EmptyState icon={<IconRoute size={26} />} title={t`This desk has no workflows`} />
      ) : (
        <Stack gap="md" maw={960}>
          <Assignments deskKey={deskKey} workflows={workflows.data} />
          {workflows.data.map((workflow) => (
            <WorkflowCard
              key={workflow.id}
              deskKey={deskKey}
              workflow={workflow}
              draft={drafts.find(({ data }) => data?.workflowId === workflow.id)?.data}
            />
          ))}
        </Stack>
      )}
      <NewWorkflowDialog
        deskKey={deskKey}
        opened={making}
        onClose={() => setMaking(false)}
        workflows={workflows.data ?? []}
      />
    </DeskFrame>
  );
}

interface WorkflowCardProps {
  deskKey: string;
  workflow: Workflow;
  draft: WorkflowDraft | undefined;
}

function WorkflowCard({ deskKey, workflow, draft }: WorkflowCardProps) {
  const heading = `workflow-${workflow.id}`;
  const { version, deskKey: owner } = workflow;
  const transitions = workflow.transitions.length;
  const editor = draft?.editedBy?.displayName ?? "";
  return (
    <Paper component="section" p="md" aria-labelledby={heading}>
      <Group gap="xs" justify="space-between" align="flex-start">
        <div>
          <Title order={2} size="h3" id={heading}>
            <Anchor
              inherit
              c="inherit"
              renderRoot={(props) => (
                <Link
                  to="/admin/desks/$deskKey/workflows/$workflowId"
                  params={{ deskKey, workflowId: workflow.id }}
                  {...props}
                />
              )}
            >
              {workflow.name}
            </Anchor>
          </Title>
          <Text size="sm" c="dimmed">
            <Trans>
              Version {version} · <Plural value={transitions} one="# transition" other="# transitions" />
            </Trans>
          </Text>
          {workflow.deskKey !== deskKey ? (
            <Text size="sm" c="dimmed">
              <Trans>Shared by the desk {owner}, whose administrators change it.</Trans>
            </Text>
          ) : (
            workflow.shared && (
              <Text size="sm" c="dimmed">
                <Trans>Other desks may follow it too.</Trans>
              </Text>
            )
          )}
        </div>
        <Group gap="md" c="dimmed">
          {workflow.ticketTypes.map((type) => (
            <TicketTypeMark key={type} type={type} withLabel />
          ))}
        </Group>
      </Group>
      <ul className={classes.statuses}>
        {workflow.statuses.map((status) => (
          <li key={status.key}>
            <StatusBadge name={status.name} category={status.category} />
          </li>
        ))}
      </ul>
      {draft?.editedAt && (
        <Group gap="xs" mt="xs">
          <DraftBadge size="sm" />
          <Text size="sm" c="dimmed">
            <Trans>
              Not published yet; {editor}, <RelativeTime instant={draft.editedAt} />
            </Trans>
          </Text>
        </Group>
      )}
    </Paper>
  );
}
