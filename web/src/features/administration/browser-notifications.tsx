import { Trans, useLingui } from "@lingui/react/macro";
import { Paper, Switch, Text, Title } from "@mantine/core";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";

const settingsQuery = queryOptions({
  queryKey: ["administration", "browser notifications"],
  queryFn: async () => answer(api.GET("/api/browser-notifications", {})),
});

/** Whether people may be told in their browsers. */
export function BrowserNotifications() {
  const { t } = useLingui();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(settingsQuery);
  const change = useMutation({
    mutationFn: async (active: boolean) =>
      answer(api.PUT("/api/browser-notifications", { body: { active } })),
    onSuccess: (saved) => {
      client.setQueryData(settingsQuery.queryKey, saved);
      toast.done(t`Saved.`);
    },
    onError: toast.failed,
  });
  return (
    <Paper component="section" p={{ base: "md", xs: "lg" }} aria-label={t`Notifications in browsers`}>
      <Title order={2} size="h3">
        <Trans>Notifications in browsers</Trans>
      </Title>
      <Text c="dimmed" mt={2} mb="md">
        <Trans>
          They go through the push services of the browsers’ makers on the internet, which the server must
          reach. What they tell is encrypted for the browser alone.
        </Trans>
      </Text>
      {error && !data && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={1} />}
      {data && (
        <Switch
          label={t`People may be notified in their browsers`}
          description={t`Each decides for themselves in their profile.`}
          checked={data.active}
          disabled={change.isPending}
          onChange={(event) => change.mutate(event.currentTarget.checked)}
        />
      )}
    </Paper>
  );
}
