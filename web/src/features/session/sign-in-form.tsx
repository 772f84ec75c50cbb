import { Trans, useLingui } from "@lingui/react/macro";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import type { Session } from "@/shared/session/session";
import { rememberSession } from "@/shared/session/session";

interface SignInFormProps {
  /** The address is known when a session ended, and the focus is on the password then. */
  email?: string;
  onSignedIn: (session: Session) => void;
}

export function SignInForm({ email, onSignedIn }: SignInFormProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const form = useServerForm({
    initialValues: { email: email ?? "", password: "" },
    validate: ({ email: address, password }) => ({
      ...(address.trim() === "" ? { email: t`Enter your email address.` } : {}),
      ...(password === "" ? { password: t`Enter your password.` } : {}),
    }),
    send: (values) => answer(api.POST("/api/session", { body: values })),
    onSent: (session) => {
      rememberSession(client, session);
      onSignedIn(session);
    },
    guard: false,
  });
  return (
    <ServerFormView form={form} label={t`Sign in`}>
      <TextInput
        {...form.getInputProps("email")}
        label={t`Email`}
        type="email"
        autoComplete="username"
        readOnly={email !== undefined}
        autoFocus={email === undefined}
        size="md"
      />
      <PasswordInput
        {...form.getInputProps("password")}
        label={t`Password`}
        autoComplete="current-password"
        autoFocus={email !== undefined}
        data-autofocus={email !== undefined || undefined}
        visibilityToggleButtonProps={{ "aria-label": t`Show or hide the password` }}
        size="md"
      />
      <Button type="submit" loading={form.sending} size="md" fullWidth>
        <Trans>Sign in</Trans>
      </Button>
    </ServerFormView>
  );
}
