import { Trans, useLingui } from "@lingui/react/macro";
import { Text, Title } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { BarePage } from "@/shared/layout/bare-page";
import { worksOnTickets } from "@/shared/session/session";
import { SignInForm } from "./sign-in-form";

/** Only an address within this app is followed after signing in. */
function isOwnAddress(next: string | undefined): next is string {
  return next !== undefined && next.startsWith("/") && !next.startsWith("//") && !next.startsWith("/\\");
}

export function SignInPage({ next }: { next?: string }) {
  const { t } = useLingui();
  const router = useRouter();
  useEffect(() => {
    document.title = `${t`Sign in`} · Maru`;
  }, [t]);
  return (
    <BarePage>
      <Title order={1} mb={4}>
        <Trans>Sign in</Trans>
      </Title>
      <Text c="dimmed" mb="lg">
        <Trans>Ask for help, or help those who asked.</Trans>
      </Text>
      <SignInForm
        onSignedIn={(session) => {
          const start = worksOnTickets(session) ? "/" : "/portal";
          router.history.push(isOwnAddress(next) && next !== "/" ? next : start);
        }}
      />
      <Text size="sm" c="dimmed" mt="lg">
        <Trans>Forgot your password? Your administrator can give you a link to set a new one.</Trans>
      </Text>
    </BarePage>
  );
}
