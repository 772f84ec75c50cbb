import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Input, SegmentedControl, Stack, Text } from "@mantine/core";
import type { FormEvent } from "react";
import { useState } from "react";
import type { Density } from "@/shared/table/data-table";
import { OrderedColumns } from "./ordered-columns";
import type { QueueColumn, QueueDetail, QueueLook } from "./queues";
import { densities } from "./queues";

interface LookFormProps {
  detail: QueueDetail;
  onLook: (look: QueueLook | null) => void;
  onClose: () => void;
}

/** The order and the widths of a queue's columns and the height of its rows, for one person alone. */
export default function LookForm({ detail, onLook, onClose }: LookFormProps) {
  const { t } = useLingui();
  const { look } = detail;
  const [columns, setColumns] = useState<readonly QueueColumn[]>(look?.columns ?? detail.columns);
  const [density, setDensity] = useState<Density>(look?.density ?? detail.density);
  const known = new Map(detail.columns.map((column) => [column.field, column]));

  function submit(event: FormEvent) {
    event.preventDefault();
    onLook({ columns: [...columns], density: density === detail.density ? null : density });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          <Trans>This is how you see the queue. For everybody else it stays as it is.</Trans>
        </Text>
        <Input.Wrapper label={t`Columns`}>
          <OrderedColumns
            withWidths
            value={columns}
            labelOf={(field) => known.get(field)?.label ?? t`${field} (gone)`}
            onChange={(next) =>
              setColumns(
                next.flatMap(({ field, width }) => {
                  const column = known.get(field);
                  return column ? [{ ...column, width }] : [];
                }),
              )
            }
          />
        </Input.Wrapper>
        <Input.Wrapper label={t`Height of rows`}>
          <div>
            <SegmentedControl
              aria-label={t`Height of rows`}
              data={densities.map((each) => ({
                value: each,
                label: { compact: t`Compact`, normal: t`Normal`, roomy: t`Roomy` }[each],
              }))}
              value={density}
              onChange={(chosen) => setDensity(chosen as Density)}
            />
          </div>
        </Input.Wrapper>
        <Group justify="flex-end" gap="sm">
          {look && (
            <Button variant="subtle" mr="auto" onClick={() => onLook(null)}>
              <Trans>As the queue has it</Trans>
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit">
            <Trans>Save for me</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
