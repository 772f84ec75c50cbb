import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Group, Title } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { answer, api, ifMatch } from "@/shared/api/client";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import { DeskFrame } from "./desk-frame";
import parts from "./desk-frame.module.css";
import { FormEditor } from "./form-editor";
import { FormSheet } from "./form-sheet";
import { draftOf, inLanguage } from "./localized";
import { deskQueries } from "./queries";
import type { RequestTypeValues } from "./request-type-details";
import { noGroup, RequestTypeDetails, useRequestTypeProblems } from "./request-type-details";
import type { RequestType } from "./resources";
import { useVersionedForm } from "./versioned-form";

interface RequestTypePageProps {
  deskKey: string;
  requestTypeId: number;
  part: "details" | "form";
}

/** One request type: how it is offered, and what its form asks. */
export function RequestTypePage({ deskKey, requestTypeId, part }: RequestTypePageProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const client = useQueryClient();
  const detail = deskQueries.requestType(deskKey, requestTypeId);
  const { data: requestType } = useSuspenseQuery(detail);
  const name = inLanguage(requestType.name, language);

  async function remember(changed: RequestType) {
    client.setQueryData(detail.queryKey, changed);
    await client.invalidateQueries({ queryKey: deskQueries.requestTypes(deskKey).queryKey, exact: true });
  }
  const reload = () => client.fetchQuery({ ...detail, staleTime: 0 });

  return (
    <DeskFrame deskKey={deskKey} part={name}>
      <Anchor
        renderRoot={(props) => (
          <Link to="/admin/desks/$deskKey/request-types" params={{ deskKey }} {...props} />
        )}
        size="sm"
        style={{ display: "inline-flex", alignItems: "center", gap: 4 }}
      >
        <IconArrowLeft size={14} aria-hidden />
        <Trans>All request types</Trans>
      </Anchor>
      <Group gap="sm" my="sm" wrap="nowrap">
        <RequestTypeIcon icon={requestType.icon} size={32} />
        <Title order={2}>{name}</Title>
      </Group>
      <nav aria-label={t`Parts of the request type`} className={parts.parts}>
        {(["details", "form"] as const).map((one) => (
          <Link
            key={one}
            to="/admin/desks/$deskKey/request-types/$requestTypeId"
            params={{ deskKey, requestTypeId }}
            search={{ part: one === "form" ? "form" : undefined }}
            className={parts.part}
            activeOptions={{ includeSearch: true, exact: true }}
            aria-current={part === one ? "page" : undefined}
          >
            {one === "form" ? <Trans>Form</Trans> : <Trans>Details</Trans>}
          </Link>
        ))}
      </nav>
      {part === "form" ? (
        <FormEditor
          key={requestTypeId}
          deskKey={deskKey}
          requestType={requestType}
          reload={reload}
          onSaved={remember}
        />
      ) : (
        <Details
          key={requestTypeId}
          deskKey={deskKey}
          requestType={requestType}
          reload={reload}
          onSaved={remember}
        />
      )}
    </DeskFrame>
  );
}

interface DetailsProps {
  deskKey: string;
  requestType: RequestType;
  reload: () => Promise<RequestType>;
  onSaved: (requestType: RequestType) => Promise<void>;
}

const valuesOf = (requestType: RequestType): RequestTypeValues => ({
  name: draftOf(requestType.name),
  description: draftOf(requestType.description),
  help: draftOf(requestType.help),
  icon: requestType.icon,
  ticketType: requestType.ticketType,
  groupId: requestType.groupId ? String(requestType.groupId) : noGroup,
  portal: requestType.portal,
  active: requestType.active,
});

function Details({ deskKey, requestType, reload, onSaved }: DetailsProps) {
  const { t } = useLingui();
  const form = useVersionedForm<RequestType, RequestTypeValues>({
    resource: requestType,
    valuesOf,
    validate: useRequestTypeProblems(),
    send: ({ ticketType: _settled, groupId, ...values }, version) =>
      answer(
        api.PATCH("/api/desks/{deskKey}/request-types/{id}", {
          params: { path: { deskKey, id: requestType.id } },
          headers: ifMatch(version),
          body: { ...values, groupId: Number(groupId) },
        }),
      ),
    reload,
    onSaved: async (saved) => {
      await onSaved(saved);
      toast.done(t`Saved`);
    },
  });
  return (
    <FormSheet form={form} label={t`Details`} maw={760}>
      <RequestTypeDetails deskKey={deskKey} form={form} existing />
    </FormSheet>
  );
}
