import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Paper, Text } from "@mantine/core";
import { IconChecks } from "@tabler/icons-react";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { answer, api } from "@/shared/api/client";
import type { Schemas } from "@/shared/api/client";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { PageHeader } from "@/shared/layout/page-header";
import classes from "./search-index-page.module.css";

type IndexState = Schemas["IndexState"];

const searchIndex = queryOptions({
  queryKey: ["administration", "search index"],
  queryFn: async (): Promise<IndexState> => answer(api.GET("/api/search/index")),
  refetchInterval: ({ state: { data } }) => (data && data.waiting + data.filesWaiting > 0 ? 3_000 : 30_000),
});

/** How the index stands by which tickets are found. */
export function SearchIndexPage() {
  const { t } = useLingui();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(searchIndex);
  const check = useMutation({
    mutationFn: async (): Promise<IndexState> => answer(api.POST("/api/search/index/checks")),
    onSuccess: (state) => {
      client.setQueryData(searchIndex.queryKey, state);
      const found = state.differences ?? 0;
      toast.done(
        found === 0
          ? t`Every ticket is found by what is written on it.`
          : t`${plural(found, { one: "# ticket was", other: "# tickets were" })} not in line and will be found in a moment.`,
      );
    },
    onError: toast.failed,
  });

  return (
    <>
      <PageHeader
        title={t`Search index`}
        actions={
          <Button
            leftSection={<IconChecks size={18} aria-hidden />}
            loading={check.isPending}
            disabled={!data}
            onClick={() => check.mutate()}
          >
            <Trans>Check now</Trans>
          </Button>
        }
      />
      <Text c="dimmed" mb="md" maw={720}>
        <Trans>
          The index follows the tickets by itself within two seconds. Every night all of it is compared with
          them, and what is not in line is made anew.
        </Trans>
      </Text>
      {error && <LoadFailure failure={error} onRetry={() => void refetch()} />}
      {!data && !error && <TextSkeleton lines={6} />}
      {data && <State state={data} />}
    </>
  );
}

function State({ state }: { state: IndexState }) {
  const { t } = useLingui();
  const { number } = useFormats();
  const { documents, waiting, waitingSince, checkedAt, differences } = state;
  const { filesWaiting, filesUnreadable, filesCutShort } = state;
  return (
    <Paper px="md" maw={760}>
      <dl className={classes.facts}>
        <Fact name={t`Tickets that can be found`}>{number(documents)}</Fact>
        <Fact name={t`Tickets waiting to be indexed`}>
          {number(waiting)}
          {waitingSince && (
            <span className={classes.explanation}>
              <Trans>
                The longest wait began <RelativeTime instant={waitingSince} />.
              </Trans>
            </span>
          )}
        </Fact>
        <Fact name={t`Last check`}>
          {checkedAt ? <RelativeTime instant={checkedAt} /> : t`Not yet`}
          {checkedAt && (
            <span className={classes.explanation}>
              {differences
                ? t`${plural(differences, { one: "# ticket was", other: "# tickets were" })} not in line and made anew.`
                : t`Everything was in line.`}
            </span>
          )}
        </Fact>
        <Fact name={t`Files waiting to be read`}>{number(filesWaiting)}</Fact>
        <Fact name={t`Files read in part`} explanation={t`So long that only their beginning is found.`}>
          {number(filesCutShort)}
        </Fact>
        <Fact
          name={t`Files that cannot be read`}
          explanation={t`Locked with a password, damaged or too large. They are found by their names.`}
        >
          {number(filesUnreadable)}
        </Fact>
      </dl>
    </Paper>
  );
}

function Fact({ name, explanation, children }: { name: string; explanation?: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>
        {name}
        {explanation && <span className={classes.explanation}>{explanation}</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
