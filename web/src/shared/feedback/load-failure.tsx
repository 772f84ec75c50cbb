import { Trans } from "@lingui/react/macro";
import { Alert, Button, Group } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { problemText } from "./problem-text";

interface LoadFailureProps {
  failure: unknown;
  onRetry?: () => void;
}

/** Stands where content could not be loaded. */
export function LoadFailure({ failure, onRetry }: LoadFailureProps) {
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} aria-hidden />} variant="light">
      <Group justify="space-between" gap="sm">
        <span>{problemText(failure)}</span>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            <Trans>Try again</Trans>
          </Button>
        )}
      </Group>
    </Alert>
  );
}
