import { Trans } from "@lingui/react/macro";
import { Alert, Stack } from "@mantine/core";
import type { FormErrors, UseFormReturnType } from "@mantine/form";
import { useForm } from "@mantine/form";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useBlocker } from "@tanstack/react-router";
import type { FormEvent, ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import { isProblem } from "../api/problem";
import { useDraft } from "../drafts/use-draft";
import { confirm } from "../feedback/confirm";
import { problemText } from "../feedback/problem-text";
import { placeViolations } from "./violations";

interface ServerFormOptions<Values, Result> {
  initialValues: Values;
  /** Mirrors the server's limits so that people hear of them early; the server decides. */
  validate?: (values: Values) => FormErrors;
  send: (values: Values) => Promise<Result>;
  onSent?: (result: Result, values: Values) => unknown;
  /** Told which values the server did not accept, by path. */
  onRefused?: (placed: Record<string, string>) => void;
  /** Where these values lie in what is sent, when not at the top: `/values`. */
  pointerRoot?: string;
  /** Values that are sent under another name: `{ newPassword: "password" }`. */
  names?: Readonly<Record<string, string>>;
  /** Keeps what is typed on this device under this name until it is sent. Without it, leaving asks first. */
  draftKey?: string;
  /** Off where leaving loses nothing worth asking about. */
  guard?: boolean;
}

export interface ServerForm<Values extends Record<string, unknown>> extends UseFormReturnType<Values> {
  submit: (event?: FormEvent<HTMLFormElement>) => void;
  sending: boolean;
  /** What the server said that belongs to no field. */
  refusal: string | null;
  /** Whether the values were found as a draft. */
  restored: boolean;
  discardDraft: () => void;
  guarded: boolean;
}

/**
 * A form whose last word is the server's: its violations appear at the fields they point to, everything else above
 * the form, and what was typed stays.
 */
export function useServerForm<Values extends Record<string, unknown>, Result = unknown>(
  options: ServerFormOptions<Values, Result>,
): ServerForm<Values> {
  const {
    initialValues,
    validate,
    send,
    onSent,
    onRefused,
    pointerRoot = "",
    names,
    draftKey,
    guard = draftKey === undefined,
  } = options;
  const draft = useDraft<Values>(draftKey);
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const form = useForm<Values>({
    initialValues: draft.found ? { ...initialValues, ...draft.found } : initialValues,
    validate,
    validateInputOnBlur: true,
    onValuesChange: (values) => draft.keep(values),
  });

  async function deliver(values: Values) {
    if (sending) return;
    setSending(true);
    setRefusal(null);
    try {
      const result = await send(values);
      draft.discard();
      form.resetDirty();
      await onSent?.(result, values);
    } catch (failure) {
      if (isProblem(failure)) {
        const { placed, unplaced } = placeViolations(failure.errors, values, pointerRoot, names);
        form.setErrors(placed);
        onRefused?.(placed);
        focusFirst(form, placed);
        const anyPlaced = Object.keys(placed).length > 0;
        setRefusal(unplaced.length > 0 ? unplaced.join(" ") : anyPlaced ? null : problemText(failure));
      } else {
        setRefusal(problemText(failure));
      }
    } finally {
      setSending(false);
    }
  }

  const submit = form.onSubmit(
    (values) => void deliver(values),
    (errors) => focusFirst(form, errors),
  );

  return {
    ...form,
    submit,
    sending,
    refusal,
    restored: draft.found !== null,
    discardDraft: () => {
      draft.discard();
      form.setValues(initialValues);
      form.resetDirty(initialValues);
    },
    guarded: guard,
  };
}

function focusFirst<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  errors: FormErrors,
): void {
  const first = Object.keys(errors)[0];
  if (!first) return;
  // After the error has been rendered, so that it is read out with the field.
  requestAnimationFrame(() => form.getInputNode(first as never)?.focus());
}

interface ServerFormViewProps<Values extends Record<string, unknown>> {
  form: ServerForm<Values>;
  children: ReactNode;
  label?: string;
  /** Instead of sending, such as going to the next step. */
  onSubmit?: (event: FormEvent<HTMLFormElement>) => void;
}

/** The form element: refusals on top, the guard against leaving with unsent changes. */
export function ServerFormView<Values extends Record<string, unknown>>({
  form,
  children,
  label,
  onSubmit = form.submit,
}: ServerFormViewProps<Values>) {
  return (
    <form noValidate onSubmit={onSubmit} aria-label={label}>
      {form.guarded && <LeaveGuard dirty={() => form.isDirty() && !form.sending} />}
      <Stack gap="md">
        {form.refusal && (
          <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} aria-hidden />}>
            {form.refusal}
          </Alert>
        )}
        {children}
      </Stack>
    </form>
  );
}

/** Asks before a page with unsent changes is left. */
export function LeaveGuard({ dirty }: { dirty: () => boolean }) {
  const latest = useRef(dirty);
  useEffect(() => {
    latest.current = dirty;
  });
  useBlocker({
    enableBeforeUnload: () => latest.current(),
    shouldBlockFn: async () =>
      latest.current() &&
      !(await confirm({
        title: <Trans>Leave without saving?</Trans>,
        body: <Trans>What you changed on this page has not been saved and would be lost.</Trans>,
        confirm: <Trans>Leave</Trans>,
      })),
  });
  return null;
}
