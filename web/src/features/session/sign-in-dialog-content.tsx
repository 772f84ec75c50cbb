import { Trans, useLingui } from "@lingui/react/macro";
import { Text } from "@mantine/core";
import { signInGate } from "@/shared/api/sign-in-gate";
import { Dialog } from "@/shared/feedback/dialog";
import { useSession } from "@/shared/session/session";
import { SignInForm } from "./sign-in-form";

export default function SignInDialogContent() {
  const { t } = useLingui();
  const { person } = useSession();
  return (
    <Dialog
      opened
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
          if (session.person.id !== person.id) window.location.assign("/");
          else signInGate.answer(true);
        }}
      />
    </Dialog>
  );
}
