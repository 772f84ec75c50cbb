import { Trans, useLingui } from "@lingui/react/macro";
import { Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { answer, api } from "@/shared/api/client";
import { useServerForm } from "@/shared/form/server-form";
import { DeskFrame } from "./desk-frame";
import { FormSheet } from "./form-sheet";
import { draftOf } from "./localized";
import { deskQueries } from "./queries";
import type { RequestTypeValues } from "./request-type-details";
import { noGroup, RequestTypeDetails, useRequestTypeProblems } from "./request-type-details";
import type { RequestType } from "./resources";

/** Adds a request type; it starts with a plain form, which comes next. */
export function NewRequestTypePage({ deskKey }: { deskKey: string }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useServerForm<RequestTypeValues, RequestType>({
    initialValues: {
      name: draftOf(null),
      description: draftOf(null),
      help: draftOf(null),
      icon: "help-circle",
      ticketType: "service_request",
      groupId: noGroup,
      portal: true,
      active: true,
    },
    validate: useRequestTypeProblems(),
    send: (values) =>
      answer(
        api.POST("/api/desks/{deskKey}/request-types", {
          params: { path: { deskKey } },
          body: { ...values, groupId: values.groupId === noGroup ? null : Number(values.groupId) },
        }),
      ),
    onSent: async ({ id }) => {
      await client.invalidateQueries({ queryKey: deskQueries.requestTypes(deskKey).queryKey });
      await navigate({
        to: "/admin/desks/$deskKey/request-types/$requestTypeId",
        params: { deskKey, requestTypeId: id },
        search: { part: "form" },
      });
    },
  });
  return (
    <DeskFrame deskKey={deskKey} part={t`Add a request type`}>
      <Title order={2} mb="md">
        <Trans>Add a request type</Trans>
      </Title>
      <FormSheet
        form={form}
        label={t`Add a request type`}
        maw={760}
        cancel={(props) => <Link to="/admin/desks/$deskKey/request-types" params={{ deskKey }} {...props} />}
        submit={<Trans>Add and make its form</Trans>}
      >
        <RequestTypeDetails deskKey={deskKey} form={form} />
      </FormSheet>
    </DeskFrame>
  );
}
