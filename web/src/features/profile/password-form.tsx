import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, PasswordInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { api } from "@/shared/api/client";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { NewPasswordFields, newPasswordProblems } from "@/shared/session/new-password";
import { useSession } from "@/shared/session/session";
import { sessionsQuery } from "./session-list";

export function PasswordForm() {
  const { t } = useLingui();
  const client = useQueryClient();
  const { person } = useSession();
  const form = useServerForm({
    initialValues: { currentPassword: "", password: "", repeated: "" },
    validate: (values) => ({
      ...(values.currentPassword === "" ? { currentPassword: t`Enter your present password.` } : {}),
      ...newPasswordProblems(values),
    }),
    send: ({ currentPassword, password }) =>
      api.PUT("/api/me/password", { body: { currentPassword, newPassword: password } }),
    names: { newPassword: "password" },
    onSent: () => {
      form.reset();
      toast.done(t`Your password has been changed.`);
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    },
  });
  return (
    <ServerFormView form={form} label={t`Password`}>
      <input type="hidden" name="username" autoComplete="username" value={person.email} readOnly />
      <PasswordInput
        {...form.getInputProps("currentPassword")}
        label={t`Present password`}
        required
        autoComplete="current-password"
        visibilityToggleButtonProps={{ "aria-label": t`Show or hide the password` }}
      />
      <NewPasswordFields form={form} />
      <Group justify="flex-end">
        <Button type="submit" loading={form.sending}>
          <Trans>Change the password</Trans>
        </Button>
      </Group>
    </ServerFormView>
  );
}
