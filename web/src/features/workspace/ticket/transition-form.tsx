import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Input, SegmentedControl } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { answer, api } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { toast } from "@/shared/feedback/toast";
import type { FieldValues } from "@/shared/field/field";
import { fieldProblems, initialValues } from "@/shared/field/field";
import { FormSections } from "@/shared/field/form-sections";
import { askedOf, askedValues, screenSections, screenState, useFormState } from "@/shared/field/form-state";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { RichTextEditor } from "@/shared/text/rich-text-editor";
import { rememberTicket } from "../ticket-edits";
import type { Ticket, Transition } from "../tickets";
import { searchAssignees } from "@/shared/person/directory";
import { ticketQueries } from "../tickets";
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
  const sections = screenSections(transition, ({ key, required, label, help }) =>
    key === "resolution"
      ? {
          key,
          required,
          type: "choice",
          label: label || t`Resolution`,
          help,
          options: Object.entries(resolutions).map(([option, name]) => ({ key: option, name: i18n._(name) })),
        }
      : {
          key,
          required,
          type: "person",
          label: label || t`Assignee`,
          help,
          defaultValue: ticket.assignee?.id,
          people: {
            search: (query) => searchAssignees(ticket.deskKey, query),
            circle: `assignees of ${ticket.deskKey}`,
            known: ticket.assignee,
          },
        },
  );
  const asked = sections.flatMap((section) => section.fields);

  const form = useServerForm<TransitionValues, Ticket>({
    initialValues: {
      fields: initialValues(asked),
      comment: { body: "", internal: !can.reply },
    },
    draftKey: `ticket.${ticket.key}.transition.${transition.key}`,
    validate: ({ fields }) => {
      const shown = askedOf(asked, state);
      const problems = fieldProblems(shown, fields);
      const needs = (key: string) => shown.some((one) => one.key === key && one.required && !fields[key]);
      if (needs("resolution")) problems.resolution = t`Choose how it was resolved.`;
      if (needs("assignee")) problems.assignee = t`Choose who is to work on it.`;
      return Object.fromEntries(Object.entries(problems).map(([key, problem]) => [`fields.${key}`, problem]));
    },
    send: async ({ fields, comment }) => {
      const now = await settled(fields);
      try {
        return await takeTransition(client, ticket.key, basedOn.current, {
          transition: transition.key,
          fields: askedValues(asked, fields, now),
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
    fields: asked,
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
      <FormSections form={form} sections={sections} state={state} root="fields" />
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
