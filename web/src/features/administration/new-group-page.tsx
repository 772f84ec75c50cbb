import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { answer, api } from "@/shared/api/client";
import { useServerForm } from "@/shared/form/server-form";
import { PageHeader } from "@/shared/layout/page-header";
import { FormSheet } from "./form-sheet";
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
    initialValues: { name: "", description: "", team: false },
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
      <FormSheet
        form={form}
        label={t`Add a group`}
        maw={640}
        cancel={(props) => <Link to="/admin/groups" {...props} />}
        submit={<Trans>Add</Trans>}
      >
        <GroupFields form={form} />
      </FormSheet>
    </>
  );
}
