import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Anchor, Group } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { problemText } from "./problem-text";

const library = () => import("@mantine/notifications");

let lastDone: string | undefined;

/** Short messages that are read out. What a person must act on belongs on the page, not in here. */
export const toast = {
  done(message: string, undo?: () => void): void {
    void library().then(({ notifications }) => {
      // One at a time: a pile of good news would lie on what people work on next.
      if (lastDone) notifications.hide(lastDone);
      const id = notifications.show({
        color: "celadon",
        icon: <IconCheck size={18} aria-hidden />,
        autoClose: undo ? 8_000 : 4_000,
        closeButtonProps: { "aria-label": t`Close` },
        message: undo ? (
          <Group justify="space-between" wrap="nowrap">
            <span>{message}</span>
            <Anchor
              component="button"
              fw={600}
              onClick={() => {
                notifications.hide(id);
                undo();
              }}
            >
              <Trans>Undo</Trans>
            </Anchor>
          </Group>
        ) : (
          message
        ),
      });
      lastDone = id;
    });
  },
  failed(failure: unknown): void {
    toast.refused(problemText(failure));
  },
  /** Why something is not possible, in our own words. */
  refused(message: string): void {
    void library().then(({ notifications }) =>
      notifications.show({
        color: "red",
        icon: <IconAlertTriangle size={18} aria-hidden />,
        autoClose: 10_000,
        closeButtonProps: { "aria-label": t`Close` },
        message,
      }),
    );
  },
};
