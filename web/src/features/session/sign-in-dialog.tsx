import { Trans, useLingui } from "@lingui/react/macro";
import { Modal, Text } from "@mantine/core";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { signInGate } from "@/shared/api/sign-in-gate";
import { useSession } from "@/shared/session/session";
import { SignInForm } from "./sign-in-form";

/** Shown over the page when the session has ended, so that nothing on the page is lost. */
export function SignInDialog() {
  const { t } = useLingui();
  const { person } = useSession();
  const before = useRef(person.id);
  const asking = useSyncExternalStore(signInGate.subscribe, signInGate.isAsking);
  useEffect(() => signInGate.attend(), []);
  return (
    <Modal
      opened={asking}
      onClose={() => signInGate.answer(false)}
      title={t`Your session has ended`}
      closeOnClickOutside={false}
      zIndex={390}
    >
      <Text mb="md">
        <Trans>Sign in to go on. Everything on this page stays as it is.</Trans>
      </Text>
      <SignInForm
        email={person.email}
        onSignedIn={(session) => {
          // Somebody else's page must not go on showing what the first person saw.
          if (session.person.id !== before.current) window.location.assign("/");
          else signInGate.answer(true);
        }}
      />
    </Modal>
  );
}
