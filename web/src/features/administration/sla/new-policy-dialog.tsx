import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Select } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Schemas } from "@/shared/api/client";
import { answer, api, idempotencyKey } from "@/shared/api/client";
import { freshKey } from "@/shared/api/idempotency";
import { Dialog } from "@/shared/feedback/dialog";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";
import type { LocalizedDraft } from "../localized";
import { draftOf, inLanguage, isBlank } from "../localized";
import { LocalizedInput } from "../localized-input";
import { useCalendarChoices } from "./calendars";
import type { Policy } from "./queries";
import { policyTemplatesQuery, slaQueries } from "./queries";

interface NewPolicyDialogProps {
  /** Null for a policy of the installation. */
  deskKey: string | null;
  opened: boolean;
  onClose: () => void;
}

/** A further policy of a desk, or of the installation, begun from a template. */
export function NewPolicyDialog(props: NewPolicyDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={props.opened} onClose={props.onClose} title={t`New policy`} size="lg">
      {props.opened && <NewPolicy {...props} />}
    </Dialog>
  );
}

interface Values extends Record<string, unknown> {
  template: string;
  calendarId: string | null;
  name: LocalizedDraft;
}

function NewPolicy({ deskKey, onClose }: NewPolicyDialogProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: templates = [] } = useQuery(policyTemplatesQuery);
  const calendars = useCalendarChoices(deskKey);
  const [key] = useState(freshKey);
  const form = useServerForm<Values, Policy>({
    initialValues: { template: "first_response", calendarId: null, name: draftOf(null) },
    guard: false,
    validate: ({ calendarId }) => (calendarId === null ? { calendarId: t`Choose a calendar.` } : {}),
    send: ({ template, calendarId, name }) =>
      answer(
        api.POST("/api/sla/policies", {
          headers: idempotencyKey(key),
          body: {
            deskKey,
            template: template as Schemas["NewPolicy"]["template"],
            calendarId: Number(calendarId),
            name: isBlank(name) ? null : { ko: name.ko || null, en: name.en || null },
          },
        }),
      ),
    onSent: async (made) => {
      await client.invalidateQueries({ queryKey: slaQueries.policies(deskKey).queryKey });
      onClose();
      await (deskKey === null
        ? navigate({ to: "/admin/sla/$policyId", params: { policyId: made.id } })
        : navigate({ to: "/admin/desks/$deskKey/sla/$policyId", params: { deskKey, policyId: made.id } }));
    },
  });
  const begun = templates.find((template) => template.key === form.values.template);
  return (
    <ServerFormView form={form} label={t`New policy`}>
      <Select
        {...form.getInputProps("template")}
        label={t`Begin with`}
        allowDeselect={false}
        data={templates.map(({ key: value, name }) => ({ value, label: inLanguage(name, language) }))}
      />
      <Select
        {...form.getInputProps("calendarId")}
        label={t`Calendar`}
        description={t`Time counts while it is open. Each goal can have another one later.`}
        required
        data={calendars}
      />
      <LocalizedInput
        form={form}
        path="name"
        label={t`Name`}
        description={t`Empty means the name of what it begins with.`}
        placeholders={{ ko: begun?.name.ko ?? undefined, en: begun?.name.en ?? undefined }}
        maxLength={100}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={form.sending}>
          <Trans>Create the policy</Trans>
        </Button>
      </Group>
    </ServerFormView>
  );
}
