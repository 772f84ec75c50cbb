import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "../api/client";
import { isProblem } from "../api/problem";
import { problemText } from "../feedback/problem-text";
import { BarePage } from "../layout/bare-page";

/** Where a link in a mail leads with which its reader ends such mails; opening it ends nothing. */
export function UnsubscribePage({ token }: { token: string }) {
  const { t } = useLingui();
  useEffect(() => {
    document.title = `${t`Mails`} · Maru`;
  }, [t]);
  const end = useMutation({
    mutationFn: () => api.POST("/api/unsubscriptions/{token}", { params: { path: { token } } }),
  });
  return (
    <BarePage>
      <Stack gap="md">
        <Title order={1} size="h2">
          {end.isSuccess ? <Trans>You get no more of these mails</Trans> : <Trans>No more mails?</Trans>}
        </Title>
        {end.isSuccess ? (
          <Text role="status">
            <Trans>
              You can have them again at any time: sign in and choose in your profile what you want to hear.
            </Trans>
          </Text>
        ) : (
          <>
            <Text>
              <Trans>
                You will no longer be told by mail what happens to your requests. What somebody waits for you
                to do still comes.
              </Trans>
            </Text>
            {end.error && (
              <Alert color="red" role="alert">
                {isProblem(end.error, "not_found")
                  ? t`This link is not complete. Open it again from the mail.`
                  : problemText(end.error)}
              </Alert>
            )}
            <Button loading={end.isPending} onClick={() => end.mutate()}>
              <Trans>Send me no more mails</Trans>
            </Button>
          </>
        )}
      </Stack>
    </BarePage>
  );
}
