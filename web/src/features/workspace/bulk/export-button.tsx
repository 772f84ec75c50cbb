import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { menuButton } from "@/shared/layout/menu-button";
import type { Exported } from "./export-menu";

const ExportMenu = menuButton<Exported>(() => import("./export-menu"));

/** Takes all that a query finds along in a file. */
export function ExportButton(exported: Exported) {
  return (
    <ExportMenu
      {...exported}
      target={
        <Button size="compact-sm" variant="subtle" leftSection={<IconDownload size={15} aria-hidden />}>
          <Trans>Export</Trans>
        </Button>
      }
    />
  );
}
