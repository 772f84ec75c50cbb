import { useLingui } from "@lingui/react/macro";
import type { ModalProps } from "@mantine/core";
import { Modal } from "@mantine/core";
import { useEffect, useState } from "react";

export default function DialogFrame({ opened, ...props }: ModalProps) {
  const { t } = useLingui();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!opened) return;
    // Before the dialog takes the focus; the library would only know of it when it is closed before it is taken away.
    const before = document.activeElement;
    setShown(true); // eslint-disable-line react-hooks/set-state-in-effect -- the focus is only known once this is on the page
    return () => {
      setShown(false);
      const now = document.activeElement;
      const lost = now === null || now === document.body || now.closest("[role=dialog]") !== null;
      if (lost && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, [opened]);
  return (
    <Modal {...props} opened={shown} returnFocus={false} closeButtonProps={{ "aria-label": t`Close` }} />
  );
}
