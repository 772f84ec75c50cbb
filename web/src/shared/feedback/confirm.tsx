import { Trans } from "@lingui/react/macro";
import { modals } from "@mantine/modals";
import type { ReactNode } from "react";

interface Question {
  title: ReactNode;
  /** Says exactly what goes and whether it can be brought back. */
  body: ReactNode;
  confirm: ReactNode;
  destructive?: boolean;
}

/** Asks before something that cannot be undone; resolves to the answer. */
export function confirm({ title, body, confirm: label, destructive = true }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    modals.openConfirmModal({
      title,
      children: body,
      labels: { confirm: label, cancel: <Trans>Cancel</Trans> },
      confirmProps: { color: destructive ? "red.8" : undefined, "data-autofocus": true },
      onConfirm: () => resolve(true),
      onCancel: () => resolve(false),
      onClose: () => resolve(false),
    });
  });
}
