import { Trans, useLingui } from "@lingui/react/macro";
import { Text } from "@mantine/core";
import { IconMail, IconMailX } from "@tabler/icons-react";
import { useMailFailure } from "@/shared/notification/mail-failure";
import type { Delivery } from "../tickets";
import classes from "./ticket.module.css";

/** Whom a comment reached by mail, and whom it did not. */
export function Deliveries({ deliveries }: { deliveries: Delivery[] }) {
  const { t } = useLingui();
  const failureOf = useMailFailure();
  const names = (state: Delivery["state"]) =>
    [...new Set(deliveries.filter((each) => each.state === state).map(({ recipient }) => recipient))].join(
      ", ",
    );
  const sent = names("sent");
  const waiting = names("waiting");
  return (
    <div className={classes.deliveries}>
      {sent && (
        <Text size="xs" c="dimmed" component="p">
          <IconMail size={13} aria-hidden /> <Trans>Mail delivered to the mail server: {sent}</Trans>
        </Text>
      )}
      {waiting && (
        <Text size="xs" c="dimmed" component="p">
          <IconMail size={13} aria-hidden /> <Trans>Mail on its way: {waiting}</Trans>
        </Text>
      )}
      {deliveries
        .filter(({ state }) => state === "failed")
        .map(({ recipient, ...mail }, index) => {
          // What a server said is no markup, and would be read as such between tags.
          const reason = failureOf(mail);
          return (
            <Text key={index} size="xs" c="var(--mantine-color-error)" component="p">
              <IconMailX size={13} aria-hidden /> {t`Mail not delivered: ${recipient}. ${reason}`}
            </Text>
          );
        })}
    </div>
  );
}
