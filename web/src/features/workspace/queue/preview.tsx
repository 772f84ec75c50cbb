import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Anchor } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { TicketTab } from "../ticket/ticket-page";
import { TicketPage } from "../ticket/ticket-page";
import classes from "./queue.module.css";

interface PreviewProps {
  ticketKey: string;
  onClose: () => void;
}

/** A ticket beside the list it stands in. */
export default function Preview({ ticketKey, onClose }: PreviewProps) {
  const { t } = useLingui();
  const [tab, setTab] = useState<TicketTab>("conversation");
  return (
    <aside className={classes.preview} aria-label={t`Preview: ${ticketKey}`}>
      <div className={classes.closing}>
        <Anchor component={Link} to="/tickets/$key" params={{ key: ticketKey } as never} size="sm" mr="auto">
          {t`Open the ticket`}
        </Anchor>
        <ActionIcon variant="subtle" color="gray" aria-label={t`Close the preview`} onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      <TicketPage ticketKey={ticketKey} tab={tab} onTab={setTab} beside />
    </aside>
  );
}
