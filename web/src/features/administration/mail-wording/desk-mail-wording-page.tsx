import { Trans, useLingui } from "@lingui/react/macro";
import { Text } from "@mantine/core";
import { DeskFrame } from "../desk-frame";
import { MailWordingForm } from "./wording-form";

/** How a desk's mails are worded. */
export function DeskMailWordingPage({ deskKey }: { deskKey: string }) {
  const { t } = useLingui();
  return (
    <DeskFrame deskKey={deskKey} part={t`Mail texts`}>
      <Text c="dimmed" mb="md" maw={720}>
        <Trans>
          What the desk’s mails say and what they look like. What is not said here is as all desks have it.
        </Trans>
      </Text>
      <MailWordingForm deskKey={deskKey} />
    </DeskFrame>
  );
}
