import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { Dialog } from "@/shared/feedback/dialog";
import { toast } from "@/shared/feedback/toast";
import type { FieldValues } from "@/shared/field/field";
import { fieldProblems, initialValues } from "@/shared/field/field";
import { FormSections } from "@/shared/field/form-sections";
import { askedOf, askedValues, screenSections, screenState, useFormState } from "@/shared/field/form-state";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { searchColleagues } from "./colleagues";
import type { Request, Transition } from "./portal-queries";
import { rememberRequest, requestQueries } from "./portal-queries";
import { useResolutions } from "./resolution";

interface TransitionDialogProps {
  request: Request;
  transitionKey: string;
  onClose: () => void;
}

/** Asks what a transition needs, and takes it. */
export function TransitionDialog({ request, transitionKey, onClose }: TransitionDialogProps) {
  const { t } = useLingui();
  const offered = request.transitions.find(({ key }: Transition) => key === transitionKey);
  // While its form is open a transition that has gone meanwhile keeps its form, so that nothing typed is lost.
  const [transition] = useState<Transition | undefined>(offered);
  return (
    <Dialog opened onClose={onClose} title={transition?.name ?? t`This step is not possible now`}>
      {transition ? (
        <TransitionForm
          request={request}
          transition={transition}
          possible={offered !== undefined}
          onClose={onClose}
        />
      ) : (
        <Text>
          <Trans>The request is now “{request.statusName}”, where this step does not start.</Trans>
        </Text>
      )}
    </Dialog>
  );
}

/** No field of a desk can have this name. */
const commentKey = "$comment";

interface TransitionFormProps {
  request: Request;
  transition: Transition;
  possible: boolean;
  onClose: () => void;
}

function TransitionForm({ request, transition, possible, onClose }: TransitionFormProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const resolutions = useResolutions();
  const sections = screenSections(transition, ({ key, required, label, help }) =>
    key === "resolution"
      ? {
          key,
          required,
          type: "choice",
          label: label || t`Result`,
          help,
          options: Object.entries(resolutions).map(([option, name]) => ({ key: option, name })),
        }
      : null,
  );
  const fields = sections.flatMap((section) => section.fields);
  const [uploads, setUploads] = useState(0);

  const form = useServerForm<FieldValues, Request>({
    initialValues: { ...initialValues(fields), [commentKey]: "" },
    validate: (values) => fieldProblems(askedOf(fields, state), values),
    pointerRoot: "/fields",
    draftKey: `transition.${request.key}.${transition.key}`,
    send: async (values) => {
      const comment = String(values[commentKey] ?? "").trim();
      const now = await settled(values);
      try {
        return await answer(
          api.POST("/api/requests/{key}/transitions", {
            params: { path: { key: request.key } },
            headers: ifMatch(request.version),
            body: {
              transition: transition.key,
              fields: askedValues(fields, values, now) as never,
              comment: comment === "" ? undefined : { body: paragraphs(comment) },
            },
          }),
        );
      } catch (failure) {
        // Somebody was faster: show where the request stands now, and base the next attempt on that.
        if (isProblem(failure) && failure.status === 409) {
          await client.invalidateQueries({ queryKey: requestQueries.detail(request.key).queryKey });
        }
        throw failure;
      }
    },
    onSent: (changed) => {
      rememberRequest(client, changed);
      onClose();
      const { statusName } = changed;
      toast.done(t`Your request is now “${statusName}”.`);
    },
  });

  const { state, settled } = useFormState({
    fields,
    values: form.values,
    initial: screenState(transition),
    conditional: transition.conditional,
    ask: (values) =>
      answer(
        api.POST("/api/requests/{key}/transitions/{transition}/form-state", {
          params: { path: { key: request.key, transition: transition.key } },
          body: { fields: values as never },
        }),
      ),
  });

  const comment = form.getInputProps(commentKey);
  return (
    <ServerFormView form={form} label={transition.name}>
      <Stack gap="md">
        {possible ? (
          <Text>
            <Trans>The request becomes “{transition.to.name}”. Everybody who follows it can see that.</Trans>
          </Text>
        ) : (
          <Alert role="status" icon={<IconInfoCircle size={18} aria-hidden />} color="gray" variant="light">
            <Trans>
              The request is now “{request.statusName}”, where this step does not start. What you typed is
              kept.
            </Trans>
          </Alert>
        )}
        <FormSections
          form={form}
          sections={sections}
          state={state}
          searchPeople={searchColleagues}
          onBusy={(busy) => setUploads((count) => count + (busy ? 1 : -1))}
        />
        <Textarea
          label={t`Comment`}
          description={t`If you like, say why. The desk reads it.`}
          autosize
          minRows={3}
          maxRows={10}
          {...comment}
          value={String(comment.value ?? "")}
          data-autofocus={fields.length === 0 || undefined}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button
            type="submit"
            color={transition.style === "danger" ? "red.8" : undefined}
            loading={form.sending}
            disabled={!possible || uploads > 0}
          >
            {transition.name}
          </Button>
        </Group>
      </Stack>
    </ServerFormView>
  );
}

/** Plain text as the rich text it is stored as. */
function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => {
      const element = document.createElement("p");
      element.textContent = paragraph;
      return element.outerHTML.replaceAll("\n", "<br>");
    })
    .join("");
}
