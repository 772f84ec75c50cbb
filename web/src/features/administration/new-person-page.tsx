import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { answer, api } from "@/shared/api/client";
import { useServerForm } from "@/shared/form/server-form";
import { PageHeader } from "@/shared/layout/page-header";
import { useSession } from "@/shared/session/session";
import { FormSheet } from "./form-sheet";
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
      <FormSheet
        form={form}
        label={t`Add a person`}
        maw={640}
        cancel={(props) => <Link to="/admin/people" {...props} />}
        submit={<Trans>Add</Trans>}
      >
        <PersonFields form={form} />
      </FormSheet>
    </>
  );
}
