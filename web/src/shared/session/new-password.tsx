import { t } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { PasswordInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";

/** Mirrors the server's policy; the server also knows the passwords that are too common. */
export const shortestPassword = 10;

export type NewPassword = Record<string, unknown> & { password: string; repeated: string };

export function newPasswordProblems({ password, repeated }: NewPassword): Record<string, string> {
  return {
    ...([...password].length < shortestPassword
      ? { password: t`Use at least ${shortestPassword} characters.` }
      : {}),
    ...(password === repeated ? {} : { repeated: t`The two passwords differ.` }),
  };
}

interface NewPasswordFieldsProps<Values extends NewPassword> {
  form: UseFormReturnType<Values>;
  autoFocus?: boolean;
}

/** A new password, typed twice. */
export function NewPasswordFields<Values extends NewPassword>({
  form,
  autoFocus,
}: NewPasswordFieldsProps<Values>) {
  const { t } = useLingui();
  const toggle = { "aria-label": t`Show or hide the password` };
  return (
    <>
      <PasswordInput
        {...form.getInputProps("password" as never)}
        label={t`New password`}
        description={t`At least ${shortestPassword} characters. A few words together are easy to remember and hard to guess.`}
        required
        autoFocus={autoFocus}
        autoComplete="new-password"
        visibilityToggleButtonProps={toggle}
      />
      <PasswordInput
        {...form.getInputProps("repeated" as never)}
        label={t`New password again`}
        required
        autoComplete="new-password"
        visibilityToggleButtonProps={toggle}
      />
    </>
  );
}
