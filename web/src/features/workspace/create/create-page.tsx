import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Anchor, Button, Group, Paper, Select, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { answer, api, idempotencyKey } from "@/shared/api/client";
import { freshKey } from "@/shared/api/idempotency";
import type { Attachment } from "@/shared/attachment/attachment";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import type { FieldValues, FormField } from "@/shared/field/field";
import { fieldProblems, initialValues } from "@/shared/field/field";
import { FieldList } from "@/shared/field/field-list";
import { FormSections } from "@/shared/field/form-sections";
import type { FormSection, FormState } from "@/shared/field/form-state";
import { askedOf, askedValues, useFormState } from "@/shared/field/form-state";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { PageHeader } from "@/shared/layout/page-header";
import type { PersonRef } from "@/shared/person/person";
import { PersonPicker } from "@/shared/person/person-picker";
import { may, useSession } from "@/shared/session/session";
import type { TicketType } from "@/shared/ticket/vocabulary";
import { ticketTypes } from "@/shared/ticket/vocabulary";
import { AssigneePicker } from "../assignee-picker";
import { useAssignment } from "../assignment";
import { lastDesk, useWorkedDesks } from "../desks";
import { offeredQuery, requestFormQuery } from "../offers";
import { SimilarToDraft } from "../search/similar-tickets";
import { rememberTicket } from "../ticket-edits";
import type { Ticket } from "../tickets";

/** What the address says of a ticket to be made. */
export interface CreateChoice {
  desk?: string;
  requestType?: number;
  type?: TicketType;
}

interface CreatePageProps {
  choice: CreateChoice;
  onChoose: (choice: CreateChoice) => void;
}

/** A new ticket, for oneself or on behalf of a customer. */
export function CreatePage({ choice, onChoose }: CreatePageProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const session = useSession();
  const desks = useWorkedDesks().filter(({ key }) => may(session, "ticket.create", key));
  const desk = desks.find(({ key }) => key === choice.desk) ?? lastDesk.among(desks);
  const offered = useQuery({ ...offeredQuery(desk?.key ?? ""), enabled: desk !== undefined });
  const form = useQuery({
    ...requestFormQuery(choice.requestType ?? 0),
    enabled: choice.requestType !== undefined,
  });
  const plainFields = usePlainFields();

  if (!desk) {
    return (
      <>
        <PageHeader title={t`Create a ticket`} />
        <Text c="dimmed">
          <Trans>There is no desk on which you may create tickets.</Trans>
        </Text>
      </>
    );
  }

  const chosen = choice.requestType
    ? `request ${choice.requestType}`
    : choice.type
      ? `type ${choice.type}`
      : null;
  const asked: AskedForm | undefined = choice.requestType
    ? form.data
    : choice.type
      ? {
          sections: [{ title: "", help: "", columns: 1, fields: plainFields }],
          conditional: false,
          state: unconditional,
        }
      : undefined;

  return (
    <div style={{ maxWidth: 760 }}>
      <PageHeader title={t`Create a ticket`} />
      <Stack gap="md">
        {desks.length > 1 && (
          <Select
            label={t`Desk`}
            allowDeselect={false}
            value={desk.key}
            data={desks.map(({ key, name }) => ({ value: key, label: name }))}
            onChange={(key) => key && onChoose({ desk: key })}
          />
        )}
        {offered.error ? (
          <LoadFailure failure={offered.error} onRetry={() => void offered.refetch()} />
        ) : (
          <Select
            label={t`What is it about?`}
            placeholder={t`Choose a request type or a kind of work`}
            searchable
            allowDeselect={false}
            nothingFoundMessage={t`Nothing found`}
            value={chosen}
            data={[
              {
                group: t`Request types`,
                items: (offered.data ?? []).map(({ id, name }) => ({ value: `request ${id}`, label: name })),
              },
              {
                group: t`Without a form`,
                items: Object.entries(ticketTypes).map(([type, { label }]) => ({
                  value: `type ${type}`,
                  label: i18n._(label),
                })),
              },
            ]}
            onChange={(next) => {
              const [kind, id] = (next ?? "").split(" ");
              if (kind === "request") onChoose({ desk: desk.key, requestType: Number(id) });
              if (kind === "type") onChoose({ desk: desk.key, type: id as TicketType });
            }}
          />
        )}
        {form.error && <LoadFailure failure={form.error} onRetry={() => void form.refetch()} />}
        {choice.requestType && !asked && !form.error && <TextSkeleton lines={5} />}
        {chosen && asked && (
          <Paper p="md">
            {form.data?.help && choice.requestType && (
              <Text c="dimmed" mb="md">
                {form.data.help}
              </Text>
            )}
            <TicketForm
              key={`${desk.key} ${chosen}`}
              deskKey={desk.key}
              choice={choice}
              asked={asked}
              draftKey={`create.${desk.key}.${chosen}`}
            />
          </Paper>
        )}
      </Stack>
    </div>
  );
}

/** What a ticket is asked: by a request type's form, or by itself. */
interface AskedForm {
  sections: readonly FormSection[];
  conditional: boolean;
  state: FormState;
}

const unconditional: FormState = { fields: {}, values: {} };

/** What a ticket without a form is asked: its own fields. */
function usePlainFields(): FormField[] {
  const { t } = useLingui();
  return [
    {
      key: "summary",
      type: "short_text",
      label: t`Summary`,
      required: true,
      settings: { maximumLength: 255 },
    },
    { key: "description", type: "rich_text", label: t`Description`, required: false },
    { key: "priority", type: "priority", label: t`Priority`, required: false },
    { key: "due_date", type: "date", label: t`Due date`, required: false },
    { key: "attachments", type: "file", label: t`Files`, required: false },
  ];
}

interface CreateValues extends Record<string, unknown> {
  values: FieldValues;
  reporter: PersonRef | null;
  assignee: PersonRef | null;
  files: Attachment[];
}

interface TicketFormProps {
  deskKey: string;
  choice: CreateChoice;
  asked: AskedForm;
  draftKey: string;
}

function TicketForm({ deskKey, choice, asked, draftKey }: TicketFormProps) {
  const fields = asked.sections.flatMap((section) => section.fields);
  const { t } = useLingui();
  const navigate = useNavigate();
  const client = useQueryClient();
  const session = useSession();
  const { me } = useAssignment();
  const attempt = useRef({ content: "", key: "" });
  const [busy, setBusy] = useState(0);
  const mayAssign = may(session, "ticket.assign", deskKey);
  const asksForFiles = fields.some(({ type }) => type === "file");

  const form = useServerForm<CreateValues, Ticket>({
    initialValues: { values: initialValues(fields), reporter: me, assignee: null, files: [] },
    draftKey,
    validate: ({ values, reporter }) => ({
      ...Object.fromEntries(
        Object.entries(fieldProblems(askedOf(fields, state), values)).map(([key, problem]) => [
          `values.${key}`,
          problem,
        ]),
      ),
      ...(reporter ? {} : { reporter: t`Choose who is asking.` }),
    }),
    send: async ({ values, reporter, assignee, files }) => {
      const now = await settled(values);
      const body = {
        deskKey,
        ...(choice.requestType ? { requestTypeId: choice.requestType } : { type: choice.type }),
        values: askedValues(fields, values, now),
        reporterId: reporter?.id,
        assigneeId: assignee?.id,
      };
      const content = JSON.stringify(body);
      if (attempt.current.content !== content) attempt.current = { content, key: freshKey() };
      const created = await answer<Ticket>(
        api.POST("/api/tickets", { headers: idempotencyKey(attempt.current.key), body: body as never }),
      );
      if (files.length === 0) return created;
      try {
        return await answer<Ticket>(
          api.POST("/api/tickets/{key}/attachments", {
            params: { path: { key: created.key } },
            body: { attachmentIds: files.map(({ id }) => id) },
          }),
        );
      } catch (failure) {
        // The ticket is there; only its files are not.
        toast.failed(failure);
        return created;
      }
    },
    onSent: async (created) => {
      rememberTicket(client, created);
      toast.done(t`${created.key} was created.`);
      await navigate({ to: "/tickets/$key", params: { key: created.key } });
    },
  });

  const { state, settled } = useFormState({
    fields,
    values: form.values.values,
    initial: asked.state,
    conditional: asked.conditional,
    ask: (values) =>
      answer(
        api.POST("/api/portal/request-types/{id}/form-state", {
          params: { path: { id: choice.requestType ?? 0 } },
          body: { values: values as never },
        }),
      ),
  });

  const onBusy = (isBusy: boolean) => setBusy((count) => count + (isBusy ? 1 : -1));
  return (
    <ServerFormView form={form} label={t`New ticket`}>
      {form.restored && (
        <Alert color="blue" role="status">
          <Group justify="space-between" gap="sm">
            <span>
              <Trans>Your draft was restored.</Trans>
            </span>
            <Anchor component="button" type="button" size="sm" onClick={form.discardDraft}>
              <Trans>Start over</Trans>
            </Anchor>
          </Group>
        </Alert>
      )}
      <PersonPicker
        label={t`Reporter`}
        visibleLabel
        clearable={false}
        value={form.values.reporter?.id ?? null}
        known={form.values.reporter}
        onChange={(_, person) => form.setFieldValue("reporter", person)}
        error={form.errors.reporter ?? form.errors.reporterId}
      />
      <FormSections form={form} sections={asked.sections} state={state} root="values" onBusy={onBusy} />
      <SimilarToDraft
        summary={typeof form.values.values.summary === "string" ? form.values.values.summary : ""}
      />
      {!asksForFiles && (
        <FieldList
          form={form}
          fields={[{ key: "files", type: "file", label: t`Files`, required: false }]}
          onBusy={onBusy}
        />
      )}
      {mayAssign && (
        <div>
          <AssigneePicker
            deskKey={deskKey}
            label={t`Assignee`}
            visibleLabel
            value={form.values.assignee}
            onChange={(person) => form.setFieldValue("assignee", person)}
            error={form.errors.assignee}
          />
          {form.values.assignee?.id !== me.id && (
            <Anchor
              component="button"
              type="button"
              size="xs"
              mih={24}
              onClick={() => form.setFieldValue("assignee", me)}
            >
              <Trans>Assign to me</Trans>
            </Anchor>
          )}
        </div>
      )}
      <Group justify="flex-end">
        <Text size="xs" c="dimmed" mr="auto">
          <Trans>Kept as a draft on this device until you send it.</Trans>
        </Text>
        <Button type="submit" loading={form.sending} disabled={busy > 0}>
          <Trans>Create the ticket</Trans>
        </Button>
      </Group>
    </ServerFormView>
  );
}
