import { Trans, useLingui } from "@lingui/react/macro";
import { Paper, Title } from "@mantine/core";
import { IconAlertCircle, IconCircleCheck, IconClock, IconPlayerPause } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useFormats } from "@/shared/i18n/formats";
import type { RequestPromise } from "./portal-queries";
import { requestQueries } from "./portal-queries";
import classes from "./promises.module.css";

/** What a customer may count on, and what came of it; nothing where nothing is promised. */
export function Promises({ requestKey }: { requestKey: string }) {
  const { t } = useLingui();
  const { data: promises = [] } = useQuery(requestQueries.promises(requestKey));
  if (promises.length === 0) return null;
  return (
    <Paper component="section" className={classes.panel} aria-label={t`What you can count on`}>
      <Title order={2} size="h4" mb={8}>
        <Trans>What you can count on</Trans>
      </Title>
      <dl className={classes.promises}>
        {promises.map((promise) => (
          <div key={promise.policy} className={classes.promise} data-tone={toneOf(promise)}>
            <dt>{promise.policy}</dt>
            <dd>
              <Mark promise={promise} />
              <span>
                <Words promise={promise} />
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </Paper>
  );
}

function toneOf({ state, breached }: RequestPromise): "late" | "kept" | "waiting" | undefined {
  if (breached) return "late";
  if (state === "stopped") return "kept";
  return state === "paused" ? "waiting" : undefined;
}

function Mark({ promise }: { promise: RequestPromise }) {
  const tone = toneOf(promise);
  const Icon =
    tone === "late"
      ? IconAlertCircle
      : tone === "kept"
        ? IconCircleCheck
        : tone === "waiting"
          ? IconPlayerPause
          : IconClock;
  return <Icon size={16} aria-hidden />;
}

function Words({ promise: { state, breached, dueAt } }: { promise: RequestPromise }) {
  const formats = useFormats();
  const due = dueAt && <time dateTime={dueAt}>{formats.dateTime(dueAt)}</time>;
  if (state === "stopped")
    return breached ? <Trans>Done, later than promised</Trans> : <Trans>Done in time</Trans>;
  if (breached)
    return due ? (
      <Trans>Was promised by {due}; we are still at it</Trans>
    ) : (
      <Trans>Takes longer than promised; we are still at it</Trans>
    );
  if (state === "paused") return <Trans>The time does not count at present</Trans>;
  return due ? <Trans>By {due}</Trans> : <Trans>Under way</Trans>;
}
