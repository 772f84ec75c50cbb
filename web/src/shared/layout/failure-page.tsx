import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Stack, Text } from "@mantine/core";
import { IconCompass, IconMoodSad } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { isProblem } from "../api/problem";
import { EmptyState } from "../feedback/empty-state";
import { problemText } from "../feedback/problem-text";

/** For an address that leads nowhere, or to something this person may not see: the two are told the same way. */
export function NotFoundPage({ children }: { children?: ReactNode }) {
  const { t } = useLingui();
  return (
    <Stack role="alert" py="xl">
      <EmptyState
        icon={<IconCompass size={28} />}
        title={t`This page does not exist`}
        action={
          <Button component={Link} to="/" variant="default">
            <Trans>Back to the start</Trans>
          </Button>
        }
      >
        {children ?? <Trans>It may have been moved or deleted, or you have no access to it.</Trans>}
      </EmptyState>
    </Stack>
  );
}

/** For a page that could not be shown. */
export function FailurePage({ error, reset }: { error: unknown; reset?: () => void }) {
  const { t } = useLingui();
  const reference = isProblem(error) ? error.extensions.reference : undefined;
  if (isProblem(error) && error.status === 404) return <NotFoundPage />;
  return (
    <Stack role="alert" py="xl">
      <EmptyState
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
          <Text component="span" display="block" size="xs" mt="xs">
            <Trans>Reference: {reference}</Trans>
          </Text>
        )}
      </EmptyState>
    </Stack>
  );
}
