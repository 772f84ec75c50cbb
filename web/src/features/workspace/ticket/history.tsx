import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Center, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { groupBy } from "@/shared/group-by";
import { ExactTime, RelativeTime } from "@/shared/i18n/time";
import { PersonAvatar } from "@/shared/person/person";
import type { HistoryEntry } from "../tickets";
import { ticketQueries } from "../tickets";
import { channels } from "../vocabulary";
import classes from "./ticket.module.css";

/** What changed, newest first: who, when, by what way, from what to what. */
export function History({ ticketKey }: { ticketKey: string }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const history = useInfiniteQuery(ticketQueries.history(ticketKey));
  const entries = history.data?.pages.flatMap(({ items }) => items);
  if (!entries) {
    return history.error ? (
      <LoadFailure failure={history.error} onRetry={() => void history.refetch()} />
    ) : (
      <TextSkeleton lines={6} />
    );
  }
  const moments = groupBy(entries, ({ at, person, channel }) => `${at} ${person.id} ${channel}`);
  return (
    <>
      <ol className={classes.history} aria-label={t`History`}>
        {[...moments].map(([moment, changes]) => {
          const { person, at, channel } = changes[0] as HistoryEntry;
          return (
            <li key={moment} className={classes.moment}>
              <div className={classes.momentHead}>
                <PersonAvatar person={person} size={20} />
                <Text fw={600} size="sm" component="span">
                  {person.displayName}
                </Text>
                <Text size="xs" c="dimmed" component="span">
                  <ExactTime instant={at} short /> · <RelativeTime instant={at} /> ·{" "}
                  {i18n._(channels[channel])}
                </Text>
              </div>
              {changes.map((change) => (
                <Change key={change.id} change={change} />
              ))}
            </li>
          );
        })}
      </ol>
      {history.hasNextPage && (
        <Center py="sm">
          <Button
            variant="default"
            loading={history.isFetchingNextPage}
            onClick={() => void history.fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        </Center>
      )}
    </>
  );
}

function Change({ change: { fieldName, oldDisplay, newDisplay } }: { change: HistoryEntry }) {
  const { t } = useLingui();
  return (
    <div className={classes.change}>
      <Text size="sm" c="dimmed" component="span">
        {fieldName}
      </Text>
      {oldDisplay && <del className={classes.clamp}>{oldDisplay}</del>}
      {oldDisplay && (
        <span role="img" aria-label={newDisplay ? t`became` : t`was removed`}>
          <IconArrowRight size={13} aria-hidden />
        </span>
      )}
      {newDisplay ? (
        <ins className={classes.clamp}>{newDisplay}</ins>
      ) : (
        oldDisplay && <Text size="sm" c="dimmed" component="span">{t`nothing`}</Text>
      )}
    </div>
  );
}
