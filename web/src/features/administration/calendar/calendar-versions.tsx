import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Dialog } from "@/shared/feedback/dialog";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import classes from "../form-versions.module.css";
import { PublishedVersion } from "../published-version";
import type { CalendarContent } from "./content";
import type { Calendar } from "./queries";
import { calendarQueries } from "./queries";

interface CalendarVersionsProps {
  opened: boolean;
  calendar: Calendar;
  onClose: () => void;
  /** Puts an earlier version into the editor, where it is looked at and published; missing for who only reads. */
  onTake?: (content: CalendarContent) => void;
}

/** Every version of a calendar: by whom, when and why. */
export function CalendarVersions({ opened, onClose, ...props }: CalendarVersionsProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={opened} onClose={onClose} title={t`Published versions`} size="lg">
      {opened && <Versions {...props} />}
    </Dialog>
  );
}

function Versions({ calendar, onTake }: Omit<CalendarVersionsProps, "opened" | "onClose">) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(calendarQueries.versions(calendar.id));
  if (error) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton lines={4} />;
  async function take(number: number) {
    try {
      onTake?.(await client.fetchQuery(calendarQueries.version(calendar.id, number)));
    } catch (failure) {
      toast.failed(failure);
    }
  }
  return (
    <ol className={classes.versions} reversed>
      {data.map(({ number, ...version }) => (
        <li key={number} className={classes.version}>
          <div>
            <PublishedVersion number={number} {...version} inForce={number === calendar.published} />
          </div>
          {onTake && number !== calendar.published && (
            <Button
              size="xs"
              variant="default"
              aria-label={t`Put version ${number} into the editor`}
              onClick={() => void take(number)}
            >
              <Trans>Put into the editor</Trans>
            </Button>
          )}
        </li>
      ))}
    </ol>
  );
}
