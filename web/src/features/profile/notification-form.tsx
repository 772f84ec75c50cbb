import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Checkbox, Group, Stack, Switch, Text, TextInput } from "@mantine/core";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "@/shared/api/client";
import { answer, api } from "@/shared/api/client";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import { useSession, worksOnTickets } from "@/shared/session/session";
import classes from "./notification-form.module.css";
import { toldBrowsersQuery } from "./told-browsers";

type OwnChoices = Schemas["OwnChoices"];
type Way = Schemas["KindChoice"]["ways"][number];

const choicesQuery = queryOptions({
  queryKey: ["notification choices"],
  queryFn: async (): Promise<OwnChoices> => answer(api.GET("/api/me/notification-choices", {})),
});

/** What one wants to hear, how and when. */
export function NotificationForm() {
  const { data, error, refetch } = useQuery(choicesQuery);
  if (error && !data) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={6} />;
  return <Choices known={data} />;
}

function Choices({ known }: { known: OwnChoices }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const works = worksOnTickets(useSession());
  const inBrowsers = useQuery(toldBrowsersQuery).data?.active ?? false;
  const ways: Way[] = [
    ...(works ? ["web" as const] : []),
    "mail",
    ...(inBrowsers ? ["browser" as const] : []),
  ];
  const names: Record<Way, string> = { web: t`In Maru`, mail: t`By mail`, browser: t`Browser` };
  const form = useServerForm({
    initialValues: {
      ways: Object.fromEntries(known.kinds.map(({ kind, ways: chosen }) => [kind, chosen])) as Record<
        string,
        Way[]
      >,
      quiet: known.choices.quietFrom !== null,
      quietFrom: known.choices.quietFrom ?? "22:00",
      quietTo: known.choices.quietTo ?? "07:00",
      digest: known.choices.digestAt !== null,
      digestAt: known.choices.digestAt ?? "09:00",
    },
    send: async ({ ways: chosen, quiet, quietFrom, quietTo, digest, digestAt }) =>
      answer(
        api.PUT("/api/me/notification-choices", {
          body: {
            ways: chosen,
            quietFrom: quiet ? quietFrom : null,
            quietTo: quiet ? quietTo : null,
            digestAt: digest ? digestAt : null,
          },
        }),
      ),
    onSent: (saved) => {
      client.setQueryData(choicesQuery.queryKey, saved);
      toast.done(t`Saved.`);
    },
  });

  function choose(kind: string, way: Way, on: boolean) {
    const before = form.values.ways[kind] ?? [];
    form.setFieldValue("ways", {
      ...form.values.ways,
      [kind]: on ? [...before, way] : before.filter((each) => each !== way),
    });
  }

  return (
    <ServerFormView form={form} label={t`Notifications`}>
      <table className={classes.kinds}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>You hear of</Trans>
            </th>
            {ways.map((way) => (
              <th key={way} scope="col" className={classes.way}>
                {names[way]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {known.kinds.map(({ kind, label, mandatory }) => (
            <tr key={kind}>
              <th scope="row">
                {label}
                {mandatory && (
                  <Text size="xs" c="dimmed">
                    <Trans>Somebody waits for you: always on.</Trans>
                  </Text>
                )}
              </th>
              {ways.map((way) => (
                <td key={way} className={classes.way}>
                  <Checkbox
                    aria-label={`${label}: ${names[way]}`}
                    checked={form.values.ways[kind]?.includes(way) ?? false}
                    disabled={mandatory}
                    onChange={(event) => choose(kind, way, event.currentTarget.checked)}
                    className={classes.box}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Stack gap="xs">
        <Switch
          {...form.getInputProps("quiet", { type: "checkbox" })}
          label={t`Quiet hours`}
          description={t`No mail and no browser tells you anything in these hours; it comes afterwards, all in one.`}
        />
        {form.values.quiet && (
          <Group align="start">
            <TextInput type="time" {...form.getInputProps("quietFrom")} label={t`From`} required />
            <TextInput type="time" {...form.getInputProps("quietTo")} label={t`Until`} required />
          </Group>
        )}
        <Switch
          {...form.getInputProps("digest", { type: "checkbox" })}
          label={t`One mail a day`}
          description={t`All that happened, at the time you choose. What somebody waits for still comes at once.`}
        />
        {form.values.digest && (
          <Group>
            <TextInput type="time" {...form.getInputProps("digestAt")} label={t`At`} required />
          </Group>
        )}
      </Stack>
      <Group justify="flex-end">
        <Button type="submit" loading={form.sending}>
          <Trans>Save</Trans>
        </Button>
      </Group>
    </ServerFormView>
  );
}
