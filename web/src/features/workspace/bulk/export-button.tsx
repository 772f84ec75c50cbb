import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import type { Exported } from "./export-form";

const ExportForm = lazy(() => import("./export-form"));

/** Takes all that a query finds along in a file. */
export function ExportButton(exported: Exported) {
  const { t } = useLingui();
  const [opened, setOpened] = useState(false);
  const close = () => setOpened(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconDownload size={15} aria-hidden />}
        onClick={() => setOpened(true)}
      >
        <Trans>Export</Trans>
      </Button>
      <Dialog opened={opened} onClose={close} title={t`Export tickets`}>
        {opened && (
          <Suspense fallback={<TextSkeleton lines={8} />}>
            <ExportForm {...exported} onClose={close} />
          </Suspense>
        )}
      </Dialog>
    </>
  );
}
