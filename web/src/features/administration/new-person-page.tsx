import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Paper } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { answer, api } from "@/shared/api/client";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { PageHeader } from "@/shared/layout/page-header";
import { useSession } from "@/shared/session/session";
import type { PersonValues } from "./person-fields";
import { PersonFields, usePersonProblems } from "./person-fields";
import { personQueries } from "./queries";
import type { Person } from "./resources";

/** Adds somebody, who then gets a link with which they choose their password. */
export function NewPersonPage() {
  const { t } = useLingui();
  const { person: self } = useSession();
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useServerForm<PersonValues, Person>({
    initialValues: { displayName: "", email: "", language: self.language, timeZone: self.timeZone },
    validate: usePersonProblems(),
    send: (values) => answer(api.POST("/api/people", { body: values })),
    onSent: async (person) => {
      await client.invalidateQueries({ queryKey: personQueries.all });
      await navigate({
        to: "/admin/people/$personId",
        params: { personId: person.id },
        search: { added: true },
      });
    },
  });
  return (
    <>
      <PageHeader
        title={t`Add a person`}
        description={t`Afterwards you get a link for them with which they choose their password.`}
      />
      <Paper p="lg" maw={640}>
        <ServerFormView form={form} label={t`Add a person`}>
          <PersonFields form={form} />
          <Group justify="flex-end">
            <Button variant="default" renderRoot={(props) => <Link to="/admin/people" {...props} />}>
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
