import { useLingui as useCatalogue } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { Select, Switch } from "@mantine/core";
import type { FormErrors } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useFormats } from "@/shared/i18n/formats";
import type { ServerForm } from "@/shared/form/server-form";
import type { TicketType } from "@/shared/ticket/vocabulary";
import { ticketTypes } from "@/shared/ticket/vocabulary";
import { IconPicker } from "./icon-picker";
import type { LocalizedDraft } from "./localized";
import { inLanguage, isBlank } from "./localized";
import { LocalizedInput } from "./localized-input";
import { deskQueries } from "./queries";

export interface RequestTypeValues extends Record<string, unknown> {
  name: LocalizedDraft;
  description: LocalizedDraft;
  help: LocalizedDraft;
  icon: string;
  ticketType: TicketType;
  groupId: string;
  portal: boolean;
  active: boolean;
}

/** The value of the group that means none, as the API has it. */
export const noGroup = "0";

interface RequestTypeDetailsProps {
  deskKey: string;
  form: ServerForm<RequestTypeValues>;
  /** Tickets of it are under way, so its kind of work is settled. */
  existing?: boolean;
}

/** Everything about a request type but its form. */
export function RequestTypeDetails({ deskKey, form, existing = false }: RequestTypeDetailsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { language } = useFormats();
  const groups = useQuery(deskQueries.requestTypeGroups(deskKey));
  const workflows = useQuery(deskQueries.workflows(deskKey));
  const offered = new Set<TicketType>(workflows.data?.flatMap((workflow) => workflow.ticketTypes));
  return (
    <>
      <LocalizedInput form={form} path="name" label={t`Name`} required maxLength={100} />
      <LocalizedInput
        form={form}
        path="description"
        label={t({ message: "Description", context: "administration" })}
        description={t`One line under the name on the portal.`}
        multiline
        maxLength={500}
      />
      <LocalizedInput
        form={form}
        path="help"
        label={t`Help`}
        description={t`Stands above the form: what people should know or have at hand.`}
        multiline
        maxLength={5000}
      />
      <IconPicker
        label={t`Icon`}
        value={form.values.icon}
        onChange={(icon) => form.setFieldValue("icon", icon)}
        error={form.errors.icon}
      />
      <Select
        {...form.getInputProps("ticketType")}
        label={t`Kind of work`}
        description={
          existing
            ? t`Decides the workflow. It cannot be changed, since tickets follow it.`
            : t`Decides the workflow that its tickets follow. It cannot be changed later.`
        }
        data={(Object.keys(ticketTypes) as TicketType[])
          .filter((type) => type === form.values.ticketType || offered.has(type))
          .map((type) => ({ value: type, label: i18n._(ticketTypes[type].label) }))}
        allowDeselect={false}
        readOnly={existing}
        variant={existing ? "filled" : undefined}
      />
      <Select
        {...form.getInputProps("groupId")}
        label={t`Group`}
        data={[
          { value: noGroup, label: t`Without a group` },
          ...(groups.data ?? []).map(({ id, name }) => ({
            value: String(id),
            label: inLanguage(name, language),
          })),
        ]}
        allowDeselect={false}
      />
      <Switch
        {...form.getInputProps("portal", { type: "checkbox" })}
        label={t`On the portal`}
        description={t`Customers can choose it. Otherwise only agents can.`}
      />
      <Switch
        {...form.getInputProps("active", { type: "checkbox" })}
        label={t({ message: "Active", context: "request type" })}
        description={t`New requests of it can be made. Those made before stay as they are.`}
      />
    </>
  );
}

export function useRequestTypeProblems(): (values: RequestTypeValues) => FormErrors {
  const { t } = useLingui();
  return ({ name }) => (isBlank(name) ? { name: t`Enter a name in at least one language.` } : {});
}
