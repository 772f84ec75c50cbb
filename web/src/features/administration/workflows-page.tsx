import { Trans, useLingui } from "@lingui/react/macro";
import { Badge, Group, Paper, ScrollArea, Stack, Table, Text, Title } from "@mantine/core";
import { IconArrowNarrowRight, IconRoute } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { PageSkeleton } from "@/shared/feedback/skeletons";
import { useFormats } from "@/shared/i18n/formats";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { TicketTypeMark } from "@/shared/ticket/ticket-type";
import type { StatusCategory } from "@/shared/ticket/vocabulary";
import { statusCategories } from "@/shared/ticket/vocabulary";
import { DeskFrame } from "./desk-frame";
import { inLanguage } from "./localized";
import { deskQueries } from "./queries";
import type { FieldDefinition, Workflow } from "./resources";
import classes from "./workflows-page.module.css";

interface WorkflowsPageProps {
  deskKey: string;
}

const noFields: FieldDefinition[] = [];

/** How tickets of a desk move from status to status; to be read. */
export function WorkflowsPage({ deskKey }: WorkflowsPageProps) {
  const { t } = useLingui();
  const workflows = useQuery(deskQueries.workflows(deskKey));
  const fields = useQuery(deskQueries.fields(deskKey));
  return (
    <DeskFrame deskKey={deskKey} part={t`Workflows`}>
      {workflows.error && !workflows.data ? (
        <LoadFailure failure={workflows.error} onRetry={() => void workflows.refetch()} />
      ) : workflows.data === undefined ? (
        <PageSkeleton />
      ) : workflows.data.length === 0 ? (
        <EmptyState icon={<IconRoute size={26} />} title={t`This desk has no workflows`} />
      ) : (
        <Stack gap="xl">
          {workflows.data.map((workflow) => (
            <WorkflowView key={workflow.id} workflow={workflow} fields={fields.data ?? noFields} />
          ))}
        </Stack>
      )}
    </DeskFrame>
  );
}

const categories: StatusCategory[] = ["new", "active", "waiting", "done"];

function WorkflowView({ workflow, fields }: { workflow: Workflow; fields: FieldDefinition[] }) {
  const { t, i18n } = useLingui();
  const { language } = useFormats();
  const heading = `workflow-${workflow.id}`;
  const statuses = new Map(workflow.statuses.map((status) => [status.key, status]));
  const badge = (key: string) => {
    const status = statuses.get(key);
    return status && <StatusBadge name={status.name} category={status.category} />;
  };
  const startsAt = (transition: Workflow["transitions"][number], key: string) =>
    transition.from.length === 0 ? transition.to !== key : transition.from.includes(key);
  const asked = (key: string) => {
    if (key === "resolution") return t`Resolution`;
    if (key === "assignee") return t`Assignee`;
    const field = fields.find((one) => one.key === key);
    return field ? inLanguage(field.name, language) : key;
  };

  return (
    <section aria-labelledby={heading}>
      <Group gap="md" mb="sm">
        <Title order={2} id={heading}>
          {workflow.name}
        </Title>
        <Group gap="md" c="dimmed">
          {workflow.ticketTypes.map((type) => (
            <TicketTypeMark key={type} type={type} withLabel />
          ))}
        </Group>
      </Group>

      <div className={classes.board}>
        {categories.map((category) => {
          const here = workflow.statuses.filter((status) => status.category === category);
          return (
            <div key={category} className={classes.column}>
              <Text size="xs" fw={600} c="dimmed" mb={6}>
                {i18n._(statusCategories[category])}
              </Text>
              {here.map((status) => (
                <div key={status.key} className={classes.status}>
                  <Group gap={6} justify="space-between">
                    <StatusBadge name={status.name} category={status.category} />
                    {status.key === workflow.initial && (
                      <Badge size="xs" variant="light">
                        <Trans>Start</Trans>
                      </Badge>
                    )}
                  </Group>
                  <Text size="xs" c="dimmed" mt={4}>
                    <Trans>Customers read “{status.customerName}”</Trans>
                  </Text>
                  <ul className={classes.ways}>
                    {workflow.transitions
                      .filter((transition) => startsAt(transition, status.key))
                      .map((transition) => (
                        <li key={transition.key}>
                          <span>{transition.name}</span>
                          <IconArrowNarrowRight size={14} aria-hidden />
                          <span>{statuses.get(transition.to)?.name}</span>
                        </li>
                      ))}
                  </ul>
                </div>
              ))}
            </div>
          );
        })}
      </div>

      <Title order={3} mt="lg" mb="xs">
        <Trans>Transitions</Trans>
      </Title>
      <Paper>
        <ScrollArea type="auto" viewportProps={{ tabIndex: 0 }}>
          <Table miw={640} aria-labelledby={heading} className={classes.transitions}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t`Transition`}</Table.Th>
                <Table.Th>{t`From`}</Table.Th>
                <Table.Th>{t`To`}</Table.Th>
                <Table.Th>{t`Who`}</Table.Th>
                <Table.Th>{t`Asks for`}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {workflow.transitions.map((transition) => (
                <Table.Tr key={transition.key}>
                  <Table.Th scope="row" fw={550}>
                    {transition.name}
                  </Table.Th>
                  <Table.Td>
                    {transition.from.length === 0 ? (
                      t`Any status`
                    ) : (
                      <Group gap="xs">
                        {transition.from.map((key) => (
                          <span key={key}>{badge(key)}</span>
                        ))}
                      </Group>
                    )}
                  </Table.Td>
                  <Table.Td>{badge(transition.to)}</Table.Td>
                  <Table.Td>
                    {transition.customer ? t`Agents and customers` : t({ message: "Agents", context: "who" })}
                    {transition.onCustomerComment && (
                      <Text size="sm" c="dimmed">
                        <Trans>By itself when the customer answers</Trans>
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>
                    {transition.screen.length === 0
                      ? "–"
                      : transition.screen
                          .map(({ field, required }) => {
                            const name = asked(field);
                            return required ? t`${name} (required)` : name;
                          })
                          .join(", ")}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea>
      </Paper>
    </section>
  );
}
