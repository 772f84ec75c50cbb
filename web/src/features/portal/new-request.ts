import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { answer, api, idempotencyKey } from "@/shared/api/client";
import { freshKey } from "@/shared/api/idempotency";
import { isProblem } from "@/shared/api/problem";
import { useDraft } from "@/shared/drafts/use-draft";
import type { FieldValues, FormField } from "@/shared/field/field";
import { fieldProblems, initialValues } from "@/shared/field/field";
import { askedOf, askedValues, useFormState } from "@/shared/field/form-state";
import { useServerForm } from "@/shared/form/server-form";
import type { PersonRef } from "@/shared/person/person";
import type { Request, RequestForm } from "./portal-queries";
import { rememberRequest } from "./portal-queries";

/** What belongs to a draft beside the answers. */
interface Envelope {
  /** Made once per draft, so that sending it twice makes one request. */
  sendKey: string;
  sharedWith: PersonRef[];
}

interface NewRequestOptions {
  offered: RequestForm;
  onSent: (request: Request) => Promise<void> | void;
  /** The draft is thrown away, to begin anew. */
  onAgain: () => void;
}

/** A request that is being written: kept until it is sent, and sent once. */
export function useNewRequest({ offered, onSent, onAgain }: NewRequestOptions) {
  const client = useQueryClient();
  const fields: readonly FormField[] = useMemo(
    () => offered.sections.flatMap((section) => section.fields),
    [offered],
  );
  const draftName = `request.${offered.id}`;
  const { found, keep, discard } = useDraft<Envelope>(`${draftName}.envelope`);
  const [envelope, setEnvelope] = useState<Envelope>(() => found ?? { sendKey: freshKey(), sharedWith: [] });
  const [uploads, setUploads] = useState(0);
  const empty = useMemo(() => initialValues(fields), [fields]);

  function change(next: Partial<Envelope>) {
    const changed = { ...envelope, ...next };
    setEnvelope(changed);
    keep(changed);
  }

  async function send(values: FieldValues): Promise<Request> {
    const now = await settled(values);
    try {
      return await answer(
        api.POST("/api/requests", {
          headers: idempotencyKey(envelope.sendKey),
          body: {
            requestTypeId: offered.id,
            values: askedValues(fields, values, now),
            participantIds: envelope.sharedWith.map(({ id }) => id),
          },
        }),
      );
    } catch (failure) {
      // An earlier attempt arrived although its answer did not; what was changed since is a new request.
      if (isProblem(failure, "idempotency_key_reused")) change({ sendKey: freshKey() });
      throw failure;
    }
  }

  const form = useServerForm<FieldValues, Request>({
    initialValues: empty,
    validate: (values) => fieldProblems(askedOf(fields, state), values),
    pointerRoot: "/values",
    draftKey: draftName,
    send,
    onSent: (request) => {
      discard();
      rememberRequest(client, request);
      return onSent(request);
    },
  });

  const { state, settled } = useFormState({
    fields,
    values: form.values,
    initial: offered.state,
    conditional: offered.conditional,
    ask: (values) =>
      answer(
        api.POST("/api/portal/request-types/{id}/form-state", {
          params: { path: { id: offered.id } },
          body: { values: values as never },
        }),
      ),
  });

  function startAgain() {
    form.discardDraft();
    discard();
    onAgain();
  }

  return { form, state, envelope, change, uploads, setUploads, startAgain };
}
