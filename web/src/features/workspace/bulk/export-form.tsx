import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Input, Stack, Text } from "@mantine/core";
import { IconFileSpreadsheet, IconFileTypeCsv } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { AddColumn, OrderedColumns } from "../queue/ordered-columns";
import { queueQueries } from "../queue/queues";

export interface Exported {
  query: string;
  /** Names of the fields that go out unless somebody chooses others; those that say most when it is left out. */
  columns?: readonly string[];
}

const usual = [
  "key",
  "summary",
  "desk",
  "type",
  "request type",
  "status",
  "resolution",
  "priority",
  "assignee",
  "team",
  "reporter",
  "labels",
  "due",
  "created",
  "updated",
  "resolved",
];

/** Where a file of what a query finds is; the browser keeps it as it comes. */
function addressOf(query: string, columns: readonly string[], format: "csv" | "xlsx"): string {
  const asked = [["query", query], ["format", format], ...columns.map((column) => ["column", column])];
  return `/api/queries/export?${new URLSearchParams(asked).toString()}`;
}

/** Which columns go out, in which order, and in what kind of file. */
export default function ExportForm({ query, columns = usual, onClose }: Exported & { onClose: () => void }) {
  const { t } = useLingui();
  const { data: known, error, refetch } = useQuery(queueQueries.columns());
  const [wanted, setWanted] = useState(columns.map((field) => ({ field })));
  if (error && !known) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!known) return <TextSkeleton lines={8} />;

  const labels = new Map(known.map(({ field, label }) => [field, label]));
  // A field that is gone has nothing to tell.
  const chosen = wanted.filter(({ field }) => labels.has(field));
  const change = (next: readonly { field: string }[]) => setWanted(next.map(({ field }) => ({ field })));
  const file = (format: "csv" | "xlsx") =>
    addressOf(
      query,
      chosen.map(({ field }) => field),
      format,
    );

  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        <Trans>All tickets that the list holds go out, also those that have not been fetched yet.</Trans>
      </Text>
      <Input.Wrapper label={t`Columns of the file`}>
        <OrderedColumns
          removable
          value={chosen}
          labelOf={(field) => labels.get(field) ?? field}
          onChange={change}
        />
        <AddColumn value={chosen} onChange={change} />
      </Input.Wrapper>
      <Group justify="flex-end" gap="sm">
        <Button
          component="a"
          variant="default"
          href={file("csv")}
          download
          leftSection={<IconFileTypeCsv size={18} aria-hidden />}
          onClick={onClose}
        >
          CSV
        </Button>
        <Button
          component="a"
          href={file("xlsx")}
          download
          leftSection={<IconFileSpreadsheet size={18} aria-hidden />}
          onClick={onClose}
        >
          <Trans>Excel (XLSX)</Trans>
        </Button>
      </Group>
    </Stack>
  );
}
