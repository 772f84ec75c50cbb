import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Modal } from "@mantine/core";
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
  const { t } = useLingui();
  return (
    <Modal opened onClose={() => answer(false)} title={title} closeButtonProps={{ "aria-label": t`Close` }}>
      {body}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => answer(false)}>
          <Trans>Cancel</Trans>
        </Button>
        <Button color={destructive ? "red.8" : undefined} onClick={() => answer(true)} data-autofocus>
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
