import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Stack, Text, Title } from "@mantine/core";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { problemText } from "@/shared/feedback/problem-text";
import { BarePage } from "@/shared/layout/bare-page";
import { useSession } from "@/shared/session/session";
import { widgetQueries } from "./queries";

/** The window beside a widget: whoever is signed in lets the page inside the other one know. */
export function WidgetSignInPage({ widgetId }: { widgetId: string }) {
  const { t } = useLingui();
  const { data: widget } = useSuspenseQuery(widgetQueries.shown(widgetId));
  const { displayName } = useSession().person;
  const { title } = widget;
  const opener = window.opener as Window | null;
  const enter = useMutation({
    mutationFn: async () =>
      answer(api.POST("/api/widgets/{id}/visits", { params: { path: { id: widgetId } } })),
    onSuccess: (visit) => {
      opener?.postMessage({ maruVisit: widgetId, visit }, window.location.origin);
      window.close();
    },
  });
  return (
    <BarePage>
      <Title order={1} mb="md">
        {title}
      </Title>
      <Stack>
        {opener ? (
          <>
            <Text>
              <Trans>You are signed in as {displayName}.</Trans>
            </Text>
            <Button loading={enter.isPending} onClick={() => enter.mutate()}>
              <Trans>Continue as {displayName}</Trans>
            </Button>
          </>
        ) : (
          <Alert color="gray">{t`The page that opened this window is gone. You can close it.`}</Alert>
        )}
        {enter.error && (
          <Alert role="alert" color="red">
            {problemText(enter.error)}
          </Alert>
        )}
      </Stack>
    </BarePage>
  );
}
