import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Paper, Select, SimpleGrid, Text, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { problemLines } from "@/shared/feedback/problem-text";
import { toast } from "@/shared/feedback/toast";
import type { TicketType } from "@/shared/ticket/vocabulary";
import { ticketTypes } from "@/shared/ticket/vocabulary";
import { deskQueries } from "../queries";
import type { Workflow } from "../resources";

type Assigned = Partial<Record<TicketType, string>>;

/** Which workflow each kind of work of a desk follows. */
export function Assignments({ deskKey, workflows }: { deskKey: string; workflows: readonly Workflow[] }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const client = useQueryClient();
  const current: Assigned = Object.fromEntries(
    workflows.flatMap(({ id, ticketTypes: types }) => types.map((type) => [type, String(id)])),
  );
  const [chosen, setChosen] = useState<Assigned>({});
  const shown: Assigned = { ...current, ...chosen };
  const types = Object.keys(ticketTypes) as TicketType[];
  const changed = types.filter((type) => chosen[type] !== undefined && chosen[type] !== current[type]);
  const assign = useMutation({
    mutationFn: () =>
      answer(
        api.PUT("/api/desks/{deskKey}/workflow-assignments", {
          params: { path: { deskKey } },
          body: Object.fromEntries(changed.map((type) => [type, Number(chosen[type])])),
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: deskQueries.workflows(deskKey).queryKey });
      setChosen({});
      toast.done(t`The workflows are assigned.`);
    },
  });
  return (
    <Paper component="section" p="md" aria-labelledby="assignments">
      <Title order={2} size="h3" id="assignments">
        <Trans>Which workflow when</Trans>
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        <Trans>
          Tickets that are there go on in the workflow they began with; new ones follow what is chosen here.
        </Trans>
      </Text>
      {assign.error && (
        <Alert role="alert" color="red" mb="sm" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {problemLines(assign.error).map((message) => (
            <div key={message}>{message}</div>
          ))}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm">
        {types.map((type) => (
          <Select
            key={type}
            label={i18n._(ticketTypes[type].label)}
            placeholder={t`Not done here`}
            data={workflows.map(({ id, name, deskKey: owner }) => ({
              value: String(id),
              label: owner === deskKey ? name : t`${name} (of the desk ${owner})`,
            }))}
            value={shown[type] ?? null}
            allowDeselect={false}
            onChange={(id) => id && setChosen((before) => ({ ...before, [type]: id }))}
          />
        ))}
      </SimpleGrid>
      {changed.length > 0 && (
        <Group justify="flex-end" mt="sm">
          <Button variant="default" onClick={() => setChosen({})}>
            <Trans>Cancel</Trans>
          </Button>
          <Button loading={assign.isPending} onClick={() => assign.mutate()}>
            <Trans>Assign</Trans>
          </Button>
        </Group>
      )}
    </Paper>
  );
}
