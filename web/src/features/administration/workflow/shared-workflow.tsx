import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Badge, Button, Group, Text } from "@mantine/core";
import { IconArrowNarrowRight, IconShare } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { PageHeader } from "@/shared/layout/page-header";
import { may, useSession } from "@/shared/session/session";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { startsAt } from "@/shared/workflow/diagram";
import type { Workflow } from "../resources";
import classes from "./designer.module.css";
import { DiagramSkeleton } from "./diagram-skeleton";
import { WorkflowsLink } from "./workflows-link";

const Drawing = lazy(() => import("@/shared/workflow/read-only-diagram"));

interface SharedWorkflowProps {
  deskKey: string;
  workflow: Workflow;
}

/** Another desk's workflow, to look at before work follows it. */
export function SharedWorkflow({ deskKey, workflow }: SharedWorkflowProps) {
  const { t } = useLingui();
  const session = useSession();
  const { name, version, deskKey: owner, statuses, transitions, initial } = workflow;
  const named = new Map(statuses.map((status) => [status.key, status]));
  return (
    <>
      <WorkflowsLink deskKey={deskKey} />
      <PageHeader
        title={name}
        documentTitle={`${name} · ${deskKey}`}
        actions={
          may(session, "desk.configure", owner) && (
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link
                  to="/admin/desks/$deskKey/workflows/$workflowId"
                  params={{ deskKey: owner, workflowId: workflow.id }}
                  {...props}
                />
              )}
            >
              <Trans>Change it at the desk {owner}</Trans>
            </Button>
          )
        }
      />
      <Alert color="gray" mb="md" icon={<IconShare size={18} aria-hidden />}>
        <Trans>
          Version {version}, shared by the desk {owner}, whose administrators change it. Here it can be
          assigned to kinds of work, and copied.
        </Trans>
      </Alert>
      <div className={classes.designer}>
        <div className={classes.view} data-diagram>
          <Suspense fallback={<DiagramSkeleton />}>
            <Drawing
              label={t`Diagram of the workflow`}
              statuses={statuses}
              transitions={transitions}
              initial={initial}
            />
          </Suspense>
        </div>
        <section className={classes.panel} aria-label={t`The workflow in words`}>
          <ul className={classes.entries}>
            {statuses.map(({ key, name: status, category }) => (
              <li key={key} className={classes.entry}>
                <Group gap="xs" mb={4}>
                  <StatusBadge name={status} category={category} />
                  {key === initial && (
                    <Badge size="xs" variant="light">
                      <Trans>Start</Trans>
                    </Badge>
                  )}
                </Group>
                {transitions
                  .filter((transition) => startsAt(transition, key))
                  .map((transition) => (
                    <Text key={transition.key} size="sm" c="dimmed">
                      {transition.name}{" "}
                      <IconArrowNarrowRight size={14} aria-hidden style={{ verticalAlign: "middle" }} />{" "}
                      {named.get(transition.to)?.name}
                    </Text>
                  ))}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </>
  );
}
