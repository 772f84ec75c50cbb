import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Paper, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import type { Selecting } from "@/shared/table/selection";
import { countSelected, everythingSelected, nothingSelected } from "@/shared/table/selection";
import { ticketsOf } from "./bulk";
import classes from "./bulk.module.css";

const BulkForm = lazy(() => import("./bulk-form"));

interface BulkBarProps {
  /** By which the tickets of the list were found. */
  query: string;
  /** How many it finds; undefined while that is not known. */
  total: number | undefined;
  selecting: Selecting;
}

/** What can be done with the tickets that are chosen in a list; nothing is shown while none is. */
export function BulkBar({ query, total, selecting: { selection, select } }: BulkBarProps) {
  const { t } = useLingui();
  const [changing, setChanging] = useState(false);
  const number = countSelected(selection, total);
  if (number === 0 && !changing) return null;
  return (
    <>
      {number !== 0 && (
        <Paper className={classes.bar} role="region" aria-label={t`Selected tickets`} withBorder shadow="md">
          <Text size="sm" fw={600} aria-live="polite">
            {number === undefined
              ? t`All tickets found are selected`
              : t`${plural(number, { one: "# ticket selected", other: "# tickets selected" })}`}
          </Text>
          <Group gap={6}>
            {!selection.all && total !== undefined && total > selection.keys.size && (
              <Button size="compact-sm" variant="subtle" onClick={() => select(everythingSelected)}>
                {t`Select all ${plural(total, { other: "#" })} found`}
              </Button>
            )}
            <Button size="compact-sm" variant="subtle" onClick={() => select(nothingSelected)}>
              <Trans>Clear selection</Trans>
            </Button>
            <Button
              size="compact-sm"
              leftSection={<IconPencil size={15} aria-hidden />}
              onClick={() => setChanging(true)}
            >
              <Trans>Change…</Trans>
            </Button>
          </Group>
        </Paper>
      )}
      <Dialog
        opened={changing}
        onClose={() => setChanging(false)}
        title={t`Change tickets`}
        size="lg"
        closeOnClickOutside={false}
      >
        {changing && (
          <Suspense fallback={<TextSkeleton lines={6} />}>
            <BulkForm
              tickets={ticketsOf(query, selection)}
              onClose={() => setChanging(false)}
              onBegun={() => select(nothingSelected)}
            />
          </Suspense>
        )}
      </Dialog>
    </>
  );
}
