import { Trans } from "@lingui/react/macro";
import { Menu } from "@mantine/core";
import type { MenuTarget } from "@/shared/layout/menu-button";
import { OpenedMenu } from "@/shared/layout/opened-menu";

export interface Exported {
  query: string;
  /** Names of fields; those that say most when it is left out. */
  columns?: readonly string[];
}

/** Where a file of what a query finds is; the browser keeps it as it comes. */
function addressOf({ query, columns = [] }: Exported, format: "csv" | "xlsx"): string {
  const asked = [["query", query], ["format", format], ...columns.map((column) => ["column", column])];
  return `/api/queries/export?${new URLSearchParams(asked).toString()}`;
}

export default function ExportMenu({ target, ...exported }: { target: MenuTarget } & Exported) {
  return (
    <OpenedMenu target={target} position="bottom-end">
      <Menu.Item component="a" href={addressOf(exported, "xlsx")} download>
        <Trans>Excel (XLSX)</Trans>
      </Menu.Item>
      <Menu.Item component="a" href={addressOf(exported, "csv")} download>
        CSV
      </Menu.Item>
    </OpenedMenu>
  );
}
