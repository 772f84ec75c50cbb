import { useLingui } from "@lingui/react/macro";
import { ActionIcon, NumberInput, Select } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { queueQueries } from "./queues";
import classes from "./queue.module.css";

export interface OrderedColumn {
  field: string;
  width?: number | null;
}

interface OrderedColumnsProps {
  value: readonly OrderedColumn[];
  labelOf: (field: string) => string;
  onChange: (columns: OrderedColumn[]) => void;
  /** Asks for the widths too. */
  withWidths?: boolean;
  /** Lets columns be taken out, but for the last one. */
  removable?: boolean;
}

/** Columns in their order. */
export function OrderedColumns({ value, labelOf, onChange, withWidths, removable }: OrderedColumnsProps) {
  const { t } = useLingui();
  function move(index: number, by: number) {
    const next = [...value];
    const [moved] = next.splice(index, 1);
    if (moved) next.splice(index + by, 0, moved);
    onChange(next);
  }
  return (
    <ul className={classes.ordered}>
      {value.map(({ field, width }, index) => {
        const label = labelOf(field);
        return (
          <li key={field} className={classes.orderedRow}>
            <span>{label}</span>
            {withWidths && (
              <NumberInput
                size="xs"
                w={92}
                min={40}
                max={1_000}
                step={10}
                hideControls
                suffix=" px"
                placeholder={t({ message: "auto", context: "width of a column" })}
                aria-label={t`Width of “${label}” in pixels`}
                value={width ?? ""}
                onChange={(wide) =>
                  onChange(
                    value.map((each, at) =>
                      at === index ? { field, width: typeof wide === "number" ? wide : null } : each,
                    ),
                  )
                }
              />
            )}
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t`Move “${label}” up`}
              disabled={index === 0}
              onClick={() => move(index, -1)}
            >
              <IconArrowUp size={15} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t`Move “${label}” down`}
              disabled={index === value.length - 1}
              onClick={() => move(index, 1)}
            >
              <IconArrowDown size={15} aria-hidden />
            </ActionIcon>
            {removable && (
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t`Take out “${label}”`}
                disabled={value.length === 1}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                <IconX size={15} aria-hidden />
              </ActionIcon>
            )}
          </li>
        );
      })}
    </ul>
  );
}

interface AddColumnProps {
  value: readonly OrderedColumn[];
  onChange: (columns: OrderedColumn[]) => void;
}

/** Any field that is not a column yet. */
export function AddColumn({ value, onChange }: AddColumnProps) {
  const { t } = useLingui();
  const { data: known = [] } = useQuery(queueQueries.columns());
  return (
    <Select
      mt={6}
      aria-label={t`Add a column`}
      placeholder={t`Add a column`}
      searchable
      leftSection={<IconPlus size={15} aria-hidden />}
      value={null}
      data={known
        .filter(({ field }) => !value.some((each) => each.field === field))
        .map(({ field, label }) => ({ value: field, label }))}
      onChange={(field) => field && onChange([...value, { field }])}
    />
  );
}
