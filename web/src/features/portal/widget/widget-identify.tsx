import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Anchor, Button, Divider, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { answer, api } from "@/shared/api/client";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import type { ShownWidget, Visit } from "./queries";

interface WidgetIdentifyProps {
  widget: ShownWidget;
  onVisit: (visit: Visit) => void;
}

/** Who is it? By a session, where there is one; else by signing in beside, or by a number that is sent to an address. */
export function WidgetIdentify({ widget, onVisit }: WidgetIdentifyProps) {
  const { t } = useLingui();
  const [asked, setAsked] = useState<{ id: string; email: string } | null>(null);
  const path = { params: { path: { id: widget.id } } };
  const own = useMutation({
    mutationFn: async () => answer(api.POST("/api/widgets/{id}/visits", path)),
    onSuccess: onVisit,
    // Nobody is signed in here, as is usual inside pages of others.
    onError: () => {},
  });
  const { mutate: tryOwn } = own;
  useEffect(() => tryOwn(), [tryOwn]);
  useSignedInBeside(widget.id, onVisit);

  function signIn() {
    const beside = window.open(`/widget/${widget.id}/sign-in`, "maru-sign-in", "popup,width=460,height=640");
    if (!beside) toast.failed(new Error(t`The browser does not let the window for signing in open.`));
  }

  if (own.isPending || own.isIdle) return null;
  return (
    <Stack gap="md">
      {widget.greeting && <Text style={{ whiteSpace: "pre-line" }}>{widget.greeting}</Text>}
      {widget.codes && !asked && <AskNumber widget={widget} onAsked={setAsked} />}
      {asked && (
        <EnterNumber widget={widget} asked={asked} onVisit={onVisit} onAgain={() => setAsked(null)} />
      )}
      {!asked && (
        <>
          {widget.codes && <Divider label={t`or`} />}
          <Button variant="default" onClick={signIn}>
            <Trans>Sign in with your account</Trans>
          </Button>
        </>
      )}
    </Stack>
  );
}

/** The window for signing in hands its visit over and closes. */
function useSignedInBeside(widgetId: string, onVisit: (visit: Visit) => void): void {
  useEffect(() => {
    const take = (event: MessageEvent<unknown>) => {
      const message = event.data as { maruVisit?: string; visit?: Visit } | null;
      if (event.origin !== window.location.origin || message?.maruVisit !== widgetId || !message.visit)
        return;
      onVisit(message.visit);
    };
    window.addEventListener("message", take);
    return () => window.removeEventListener("message", take);
  }, [widgetId, onVisit]);
}

interface AskNumberProps {
  widget: ShownWidget;
  onAsked: (asked: { id: string; email: string }) => void;
}

function AskNumber({ widget, onAsked }: AskNumberProps) {
  const { t } = useLingui();
  const form = useServerForm({
    initialValues: { email: "", displayName: "" },
    validate: ({ email }) => (email.trim() === "" ? { email: t`Enter your email address.` } : {}),
    guard: false,
    send: async (values) => ({
      ...(await answer(
        api.POST("/api/widgets/{id}/codes", { params: { path: { id: widget.id } }, body: values }),
      )),
      email: values.email.trim(),
    }),
    onSent: onAsked,
  });
  return (
    <ServerFormView form={form} label={t`Who are you?`}>
      <TextInput
        {...form.getInputProps("email")}
        label={t`Email`}
        description={t`We send you a number there, so that nobody else reads what you ask.`}
        type="email"
        autoComplete="email"
        maxLength={254}
        required
      />
      {widget.newcomers && (
        <TextInput
          {...form.getInputProps("displayName")}
          label={t`Name`}
          autoComplete="name"
          maxLength={200}
        />
      )}
      <Button type="submit" loading={form.sending}>
        <Trans>Continue</Trans>
      </Button>
    </ServerFormView>
  );
}

interface EnterNumberProps {
  widget: ShownWidget;
  asked: { id: string; email: string };
  onVisit: (visit: Visit) => void;
  onAgain: () => void;
}

function EnterNumber({ widget, asked, onVisit, onAgain }: EnterNumberProps) {
  const { t } = useLingui();
  const { email } = asked;
  const form = useServerForm({
    initialValues: { number: "" },
    guard: false,
    send: async (values) =>
      answer(
        api.POST("/api/widgets/{id}/codes/{codeId}", {
          params: { path: { id: widget.id, codeId: asked.id } },
          body: values,
        }),
      ),
    onSent: onVisit,
  });
  return (
    <>
      <Alert role="status" color="celadon" variant="light">
        {widget.newcomers ? (
          <Trans>We have sent a number to {email}.</Trans>
        ) : (
          <Trans>If {email} is known here, we have sent a number to it.</Trans>
        )}
      </Alert>
      <ServerFormView form={form} label={t`Your number`}>
        <TextInput
          {...form.getInputProps("number")}
          label={t`Number from the mail`}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={12}
          required
          data-autofocus
        />
        <Button type="submit" loading={form.sending}>
          <Trans>Continue</Trans>
        </Button>
      </ServerFormView>
      <Anchor component="button" type="button" size="sm" onClick={onAgain}>
        <Trans>Use another address, or ask for a new number</Trans>
      </Anchor>
    </>
  );
}
