import { Trans } from "@lingui/react/macro";
import { Button, Group } from "@mantine/core";
import { Dialog } from "./dialog";
import type { Question } from "./confirm";

interface ConfirmDialogProps extends Question {
  answer: (confirmed: boolean) => void;
}

export default function ConfirmDialog({
  title,
  body,
  confirm,
  destructive = true,
  answer,
}: ConfirmDialogProps) {
  return (
    <Dialog opened onClose={() => answer(false)} title={title}>
      {body}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => answer(false)}>
          <Trans>Cancel</Trans>
        </Button>
        <Button color={destructive ? "red.8" : undefined} onClick={() => answer(true)} data-autofocus>
          {confirm}
        </Button>
      </Group>
    </Dialog>
  );
}
