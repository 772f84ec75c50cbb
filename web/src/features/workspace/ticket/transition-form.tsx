import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Input, SegmentedControl, Select } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { answer, api } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { toast } from "@/shared/feedback/toast";
import type { FieldValues, FormField } from "@/shared/field/field";
import { fieldProblems, initialValues } from "@/shared/field/field";
import { FieldList } from "@/shared/field/field-list";
import { askedOf, askedValues, screenState, useFormState } from "@/shared/field/form-state";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import type { PersonRef } from "@/shared/person/person";
import { RichTextEditor } from "@/shared/text/rich-text-editor";
import { AssigneePicker } from "../assignee-picker";
import { rememberTicket } from "../ticket-edits";
import type { Ticket, Transition } from "../tickets";
import { ticketQueries } from "../tickets";
import type { Resolution } from "../vocabulary";
import { resolutions } from "../vocabulary";
import { useTicketAbilities } from "./abilities";
import { takeTransition } from "./take-transition";
import classes from "./ticket.module.css";

interface TransitionValues extends Record<string, unknown> {
  fields: FieldValues;
  comment: { body: string; internal: boolean };
}

interface TransitionFormProps {
  ticket: Ticket;
  transition: Transition;
  onClose: () => void;
}

/** What a step asks for before it is taken. */
export default function TransitionForm({ ticket, transition, onClose }: TransitionFormProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const client = useQueryClient();
  const can = useTicketAbilities(ticket);
  const basedOn = useRef(ticket.version);
  const [assignee, setAssignee] = useState<PersonRef | null>(ticket.assignee ?? null);
  const own: FormField[] = transition.fields.flatMap(({ field, required }) =>
    field ? [{ ...field, required, defaultValue: field.value ?? undefined }] : [],
  );
  const asks = (key: string) => transition.fields.find((one) => one.key === key && !one.field);
  const asksResolution = asks("resolution");
  const asksAssignee = asks("assignee");
  // Beside the desk's fields, what is every ticket's own; only its text matters to conditions.
  const all: FormField[] = [
    ...own,
    ...[asksResolution, asksAssignee].flatMap((one): FormField[] =>
      one ? [{ key: one.key, type: "choice", label: one.label, required: one.required }] : [],
    ),
  ];

  const form = useServerForm<TransitionValues, Ticket>({
    initialValues: {
      fields: {
        ...initialValues(own),
        ...(asksResolution ? { resolution: null } : {}),
        ...(asksAssignee ? { assignee: ticket.assignee?.id ?? null } : {}),
      },
      comment: { body: "", internal: !can.reply },
    },
    draftKey: `ticket.${ticket.key}.transition.${transition.key}`,
    validate: ({ fields }) => {
      const problems = fieldProblems(askedOf(own, state), fields);
      if (resolution?.required && !fields.resolution) problems.resolution = t`Choose how it was resolved.`;
      if (assigns?.required && !fields.assignee) problems.assignee = t`Choose who is to work on it.`;
      return Object.fromEntries(Object.entries(problems).map(([key, problem]) => [`fields.${key}`, problem]));
    },
    send: async ({ fields, comment }) => {
      const now = await settled(fields);
      try {
        return await takeTransition(client, ticket.key, basedOn.current, {
          transition: transition.key,
          fields: askedValues(all, fields, now),
          ...(comment.body ? { comment } : {}),
        });
      } catch (failure) {
        if (isProblem(failure) && failure.status === 409) {
          // Told above the form; whoever sends it once more has seen what stands now.
          const now = await client.fetchQuery({ ...ticketQueries.detail(ticket.key), staleTime: 0 });
          basedOn.current = now.version;
        }
        throw failure;
      }
    },
    onSent: (moved) => {
      rememberTicket(client, moved);
      onClose();
      toast.done(t`${moved.key} is now “${moved.status.name}”.`);
    },
  });
  const { state, settled } = useFormState({
    fields: all,
    values: form.values.fields,
    initial: screenState(transition),
    conditional: transition.conditional,
    ask: (fields) =>
      answer(
        api.POST("/api/tickets/{key}/transitions/{transition}/form-state", {
          params: { path: { key: ticket.key, transition: transition.key } },
          body: { fields: fields as never },
        }),
      ),
  });
  const now = (one: typeof asksResolution) =>
    one && state.fields[one.key]?.visible ? state.fields[one.key] : undefined;
  const resolution = now(asksResolution);
  const assigns = now(asksAssignee);
  const offered = ticket.transitions.some(({ key }) => key === transition.key);
  const comment = form.values.comment;

  return (
    <ServerFormView form={form} label={transition.name}>
      {!offered && (
        <Alert color="blue" role="status">
          <Trans>
            The ticket is now in the status “{ticket.status.name}”, from which this step does not start. What
            you typed is kept.
          </Trans>
        </Alert>
      )}
      {resolution && (
        <Select
          label={asksResolution?.label || t`Resolution`}
          description={asksResolution?.help || undefined}
          required={resolution.required}
          placeholder={t`Choose`}
          data={Object.entries(resolutions).map(([value, name]) => ({
            value: value as Resolution,
            label: i18n._(name),
          }))}
          {...form.getInputProps("fields.resolution")}
        />
      )}
      {assigns && (
        <AssigneePicker
          deskKey={ticket.deskKey}
          label={t`Assignee`}
          visibleLabel
          value={assignee}
          onChange={(person) => {
            setAssignee(person);
            form.setFieldValue("fields.assignee", person?.id ?? null);
          }}
          error={form.errors["fields.assignee"]}
        />
      )}
      <FieldList form={form} fields={askedOf(own, state)} root="fields" />
      {(can.reply || can.note) && (
        <Input.Wrapper
          label={comment.internal ? t`Internal note (optional)` : t`Reply to the customer (optional)`}
          error={form.errors["comment.body"]}
        >
          <div className={classes.reply} data-kind={comment.internal ? "internal" : "public"}>
            {can.reply && can.note && (
              <SegmentedControl
                size="xs"
                mb="xs"
                aria-label={t`Who will read it`}
                value={comment.internal ? "internal" : "public"}
                onChange={(kind) => form.setFieldValue("comment.internal", kind === "internal")}
                data={[
                  { value: "public", label: t`Reply to the customer` },
                  { value: "internal", label: t`Internal note` },
                ]}
              />
            )}
            <RichTextEditor
              label={comment.internal ? t`Internal note (optional)` : t`Reply to the customer (optional)`}
              minHeight={80}
              value={comment.body}
              onChange={(body) => form.setFieldValue("comment.body", body)}
            />
          </div>
        </Input.Wrapper>
      )}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={form.sending} disabled={!offered}>
          {transition.name}
        </Button>
      </Group>
    </ServerFormView>
  );
}
