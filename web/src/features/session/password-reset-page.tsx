import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Button, Text, TextInput, Title } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { answer, api } from "@/shared/api/client";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { isProblem } from "@/shared/api/problem";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { BarePage } from "@/shared/layout/bare-page";
import { NewPasswordFields, newPasswordProblems } from "@/shared/session/new-password";

const resetQuery = (token: string) =>
  queryOptions({
    queryKey: ["password-reset", token],
    queryFn: () => answer(api.GET("/api/password-resets/{token}", { params: { path: { token } } })),
    retry: false,
    staleTime: Infinity,
  });

/** Where the link leads that an administrator gave somebody who forgot their password. */
export function PasswordResetPage({ token }: { token: string }) {
  const { t } = useLingui();
  const { data: person, error, refetch } = useQuery(resetQuery(token));
  const [done, setDone] = useState(false);
  useEffect(() => {
    document.title = `${t`Set a new password`} · Maru`;
  }, [t]);

  if (done) {
    return (
      <BarePage>
        <div role="status">
          <EmptyState
            title={t`Your new password is set`}
            action={
              <Button component={Link} to="/sign-in">
                <Trans>Sign in</Trans>
              </Button>
            }
          >
            <Trans>All sessions that were open have been signed out.</Trans>
          </EmptyState>
        </div>
      </BarePage>
    );
  }
  return (
    <BarePage>
      <Title order={1} mb={4}>
        <Trans>Set a new password</Trans>
      </Title>
      {error ? (
        isProblem(error) && error.status === 404 ? (
          <div role="alert">
            <Text my="md">
              <Trans>
                This link has been used already or is too old. Ask your administrator for a new one; your
                present password still works.
              </Trans>
            </Text>
            <Anchor component={Link} to="/sign-in">
              <Trans>To the sign-in page</Trans>
            </Anchor>
          </div>
        ) : (
          <LoadFailure failure={error} onRetry={() => void refetch()} />
        )
      ) : person ? (
        <PasswordResetForm token={token} person={person} onDone={() => setDone(true)} />
      ) : (
        <TextSkeleton />
      )}
    </BarePage>
  );
}

interface PasswordResetFormProps {
  token: string;
  person: { email: string; displayName: string };
  onDone: () => void;
}

function PasswordResetForm({ token, person, onDone }: PasswordResetFormProps) {
  const { t } = useLingui();
  const form = useServerForm({
    initialValues: { password: "", repeated: "" },
    validate: newPasswordProblems,
    send: ({ password }) =>
      api.POST("/api/password-resets/{token}", { params: { path: { token } }, body: { password } }),
    onSent: onDone,
    guard: false,
  });
  return (
    <>
      <Text c="dimmed" mb="lg">
        <Trans>For {person.displayName}</Trans>
      </Text>
      <ServerFormView form={form} label={t`Set a new password`}>
        <TextInput label={t`Email`} value={person.email} readOnly autoComplete="username" />
        <NewPasswordFields form={form} autoFocus />
        <Button type="submit" loading={form.sending} fullWidth size="md">
          <Trans>Set the password</Trans>
        </Button>
      </ServerFormView>
    </>
  );
}
