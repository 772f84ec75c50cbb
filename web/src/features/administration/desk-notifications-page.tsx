import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Checkbox, Group, Paper, Stack, Text } from "@mantine/core";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView } from "@/shared/form/server-form";
import { DeskFrame } from "./desk-frame";
import { ConflictChoice, useVersionedForm } from "./versioned-form";

type DeskRules = Schemas["DeskRules"];
type Audience = Schemas["OccasionRule"]["told"][number];

const rulesQuery = (deskKey: string) =>
  queryOptions({
    queryKey: ["administration", "desks", deskKey, "notification rules"],
    queryFn: async (): Promise<DeskRules> =>
      answer(api.GET("/api/desks/{deskKey}/notification-rules", { params: { path: { deskKey } } })),
  });

/** Whom a desk tells of what happens to its tickets. */
export function DeskNotificationsPage({ deskKey }: { deskKey: string }) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(rulesQuery(deskKey));
  return (
    <DeskFrame deskKey={deskKey} part={t`Notifications`}>
      <Text c="dimmed" mb="md" maw={720}>
        <Trans>
          Whom the desk tells of what. How each of them hears of it, and when, they choose themselves. Nobody
          is told of what they did, nor of what they may not see.
        </Trans>
      </Text>
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={8} />}
      {data && <Rules deskKey={deskKey} rules={data} />}
    </DeskFrame>
  );
}

function Rules({ deskKey, rules }: { deskKey: string; rules: DeskRules }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const names: Record<Audience, string> = {
    reporter: t`Reporter`,
    participants: t`Participants`,
    assignee: t`Assignee`,
    team: t`Team, while nobody is assigned`,
    watchers: t`Watchers`,
    concerned: t`The person concerned`,
  };
  const path = { path: { deskKey } };
  const form = useVersionedForm({
    resource: rules,
    valuesOf: ({ occasions }: DeskRules) => ({
      told: Object.fromEntries(occasions.map(({ occasion, told }) => [occasion, told])) as Record<
        string,
        Audience[]
      >,
    }),
    send: async (values, version) =>
      answer(
        api.PUT("/api/desks/{deskKey}/notification-rules", {
          params: { ...path, header: { "If-Match": `"${version}"` } },
          body: values,
        }),
      ),
    reload: async () => answer(api.GET("/api/desks/{deskKey}/notification-rules", { params: path })),
    onSaved: (saved) => {
      client.setQueryData(rulesQuery(deskKey).queryKey, saved);
      toast.done(t`Saved.`);
    },
  });
  return (
    <Paper p={{ base: "md", xs: "lg" }} maw={760}>
      <ServerFormView form={form} label={t`Notifications`}>
        <Stack gap="lg">
          {rules.occasions.map(({ occasion, label, possible }) => (
            <Checkbox.Group
              key={occasion}
              label={label}
              value={form.values.told[occasion] ?? []}
              onChange={(told) =>
                form.setFieldValue("told", { ...form.values.told, [occasion]: told as Audience[] })
              }
            >
              <Group gap="lg" mt={6}>
                {possible.map((audience) => (
                  <Checkbox key={audience} value={audience} label={names[audience]} />
                ))}
              </Group>
            </Checkbox.Group>
          ))}
        </Stack>
        <ConflictChoice conflict={form.conflict} />
        <Group justify="flex-end">
          <Button type="submit" loading={form.sending}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </ServerFormView>
    </Paper>
  );
}
