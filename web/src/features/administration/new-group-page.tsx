import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Paper } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { answer, api } from "@/shared/api/client";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { PageHeader } from "@/shared/layout/page-header";
import type { GroupValues } from "./group-fields";
import { GroupFields, useGroupProblems } from "./group-fields";
import { groupQueries } from "./queries";
import type { PersonGroup } from "./resources";

/** Adds a group; its members come on its own page. */
export function NewGroupPage() {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useServerForm<GroupValues, PersonGroup>({
    initialValues: { name: "", description: "" },
    validate: useGroupProblems(),
    send: (values) => answer(api.POST("/api/groups", { body: values })),
    onSent: async (group) => {
      await client.invalidateQueries({ queryKey: groupQueries.all });
      await navigate({ to: "/admin/groups/$groupId", params: { groupId: group.id } });
    },
  });
  return (
    <>
      <PageHeader title={t`Add a group`} />
      <Paper p="lg" maw={640}>
        <ServerFormView form={form} label={t`Add a group`}>
          <GroupFields form={form} />
          <Group justify="flex-end">
            <Button variant="default" renderRoot={(props) => <Link to="/admin/groups" {...props} />}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" loading={form.sending}>
              <Trans>Add</Trans>
            </Button>
          </Group>
        </ServerFormView>
      </Paper>
    </>
  );
}
