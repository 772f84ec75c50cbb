import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import { IconCompass, IconMoodSad } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useEffect } from "react";
import { isProblem } from "../api/problem";
import { problemText } from "../feedback/problem-text";
import { BarePage } from "./bare-page";

interface SayingProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  action: ReactNode;
}

function Saying({ icon, title, children, action }: SayingProps) {
  useEffect(() => {
    document.title = `${title} · Maru`;
  }, [title]);
  return (
    <Stack role="alert" align="center" gap="xs" py="xl" ta="center">
      <ThemeIcon variant="light" color="gray" size={52} radius="xl" aria-hidden>
        {icon}
      </ThemeIcon>
      <Title order={1}>{title}</Title>
      <Text c="dimmed" maw={420} component="div">
        {children}
      </Text>
      {action}
    </Stack>
  );
}

/** For an address that leads nowhere, or to something this person may not see: the two are told the same way. */
export function NotFoundPage() {
  const { t } = useLingui();
  return (
    <Saying
      icon={<IconCompass size={28} />}
      title={t`This page does not exist`}
      action={
        <Button component={Link} to="/" variant="default">
          <Trans>Back to the start</Trans>
        </Button>
      }
    >
      <Trans>It may have been moved or deleted, or you have no access to it.</Trans>
    </Saying>
  );
}

/** The same, where no face's frame stands around it. */
export function BareNotFoundPage() {
  return (
    <BarePage>
      <NotFoundPage />
    </BarePage>
  );
}

/** For a page that could not be shown. */
export function FailurePage({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t } = useLingui();
  const reference = isProblem(error) ? error.extensions.reference : undefined;
  if (isProblem(error) && error.status === 404) return <NotFoundPage />;
  return (
    <Saying
      icon={<IconMoodSad size={28} />}
      title={t`This page could not be shown`}
      action={
        <Button variant="default" onClick={() => (reset ? reset() : window.location.reload())}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      {problemText(error)}
      {typeof reference === "string" && (
        <Text size="xs" mt="xs">
          <Trans>Reference: {reference}</Trans>
        </Text>
      )}
    </Saying>
  );
}

/** The same, where no face's frame stands around it. */
export function BareFailurePage(props: { error: unknown; reset?: () => void }) {
  return (
    <BarePage>
      <FailurePage {...props} />
    </BarePage>
  );
}
