import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Group, Text, VisuallyHidden } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from "@tabler/icons-react";
import type { KeyboardEvent, ReactNode } from "react";
import { useEffect, useRef, useState } from "react";
import { useFormats } from "../i18n/formats";
import type { FieldType, FormField, TableRow } from "./field";
import { cellFields, initialValues } from "./field";
import classes from "./table-input.module.css";

/** As many rows as any table has at most. */
const mostRows = 200;

/** What is as wide as a text; the others need less room. */
const wide: ReadonlySet<FieldType> = new Set<FieldType>(["short_text", "choice", "person"]);

interface TableInputProps {
  field: FormField;
  rows: readonly TableRow[];
  onChange: (rows: TableRow[]) => void;
  disabled?: boolean;
  describedBy?: string;
  /** Where the answer lies in its form; cells lie below. */
  path?: string;
  /** The input of one cell. */
  cell: (cell: {
    field: FormField;
    row: number;
    value: unknown;
    onChange: (value: unknown) => void;
    path?: string;
  }) => ReactNode;
}

/**
 * Rows of typed cells: a grid where there is room, cards where there is none. Enter goes to the row below and makes one
 * after the last; Alt with an arrow moves the row.
 */
export default function TableInput({
  field,
  rows,
  onChange,
  disabled = false,
  describedBy,
  path,
  cell,
}: TableInputProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const root = useRef<HTMLDivElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const count = useRef(rows.length);
  const [keys, setKeys] = useState(() => rows.map((_, at) => at));
  const focused = useRef<{ row: number; column: number } | null>(null);
  const [announcement, setAnnouncement] = useState("");
  const columns = cellFields(field, language);
  const most = field.settings?.maximumRows ?? mostRows;
  // Rows that came from elsewhere, such as a draft, have no keys yet.
  const keyed = keys.length === rows.length ? keys : rows.map((_, at) => at);

  useEffect(() => {
    const cell = focused.current;
    focused.current = null;
    if (cell) goTo(cell.row, cell.column);
  }, [rows]);

  function goTo(row: number, column: number) {
    const input = root.current?.querySelector<HTMLElement>(
      `[data-row="${row}"] [data-column="${column}"] :is(input, textarea, button)`,
    );
    (input ?? add.current)?.focus();
  }

  function become(next: TableRow[], nextKeys: number[]) {
    setKeys(nextKeys);
    onChange(next);
  }
  function append(column: number) {
    if (rows.length >= most || disabled) return;
    count.current += 1;
    become([...rows, initialValues(columns)], [...keyed, count.current]);
    focused.current = { row: rows.length, column };
  }
  function remove(row: number) {
    const without = <Item,>(list: readonly Item[]) => list.filter((_, at) => at !== row);
    become(without(rows), without(keyed));
    focused.current = { row: Math.min(row, rows.length - 2), column: 0 };
    const left = rows.length - 1;
    setAnnouncement(plural(left, { one: "# row left.", other: "# rows left." }));
  }
  function move(row: number, to: number, column: number) {
    if (to < 0 || to >= rows.length || disabled) return;
    const moved = <Item,>(list: readonly Item[]) => {
      const next = [...list];
      next.splice(to, 0, ...next.splice(row, 1));
      return next;
    };
    become(moved(rows), moved(keyed));
    focused.current = { row: to, column };
    const place = to + 1;
    const all = rows.length;
    setAnnouncement(t`The row is now ${place} of ${all}.`);
  }
  function onKeyDown(event: KeyboardEvent, row: number, column: number) {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      move(row, event.key === "ArrowUp" ? row - 1 : row + 1, column);
    } else if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      const { type } = columns[column] ?? {};
      // Lists and calendars are opened and chosen from with Enter.
      if (type !== "short_text" && type !== "number") return;
      event.preventDefault();
      if (row + 1 < rows.length) goTo(row + 1, column);
      else append(0);
    }
  }

  return (
    <div
      ref={root}
      role="group"
      aria-label={field.label}
      aria-describedby={describedBy}
      className={classes.root}
      style={
        {
          "--row": `1.5rem ${columns.map(({ type }) => `minmax(0, ${wide.has(type) ? 3 : 2}fr)`).join(" ")} 6.5rem`,
        } as React.CSSProperties
      }
      data-columns={columns.length > 6 ? "many" : "few"}
    >
      {rows.length > 0 && (
        <div className={classes.heading} aria-hidden>
          <span />
          {columns.map(({ key, label, required }) => (
            <Text key={key} size="sm" fw={550}>
              {required ? `${label} *` : label}
            </Text>
          ))}
        </div>
      )}
      {rows.map((values, row) => {
        const number = row + 1;
        return (
          <div
            key={keyed[row]}
            role="group"
            aria-label={t`Row ${number}`}
            data-row={row}
            className={classes.row}
          >
            <span className={classes.number} aria-hidden>
              {number}
            </span>
            {columns.map((column, at) => (
              // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- only shortens ways between the inputs inside
              <div
                key={column.key}
                className={classes.cell}
                data-column={at}
                onKeyDown={(event) => onKeyDown(event, row, at)}
              >
                {cell({
                  field: column,
                  row,
                  value: values[column.key],
                  onChange: (value) =>
                    onChange(
                      rows.map((one, place) => (place === row ? { ...one, [column.key]: value } : one)),
                    ),
                  path: path === undefined ? undefined : `${path}.${row}.${column.key}`,
                })}
              </div>
            ))}
            {!disabled && (
              <div className={classes.actions}>
                <ActionIcon
                  aria-label={t`Move row ${number} up`}
                  disabled={row === 0}
                  onClick={() => move(row, row - 1, 0)}
                >
                  <IconArrowUp size={16} />
                </ActionIcon>
                <ActionIcon
                  aria-label={t`Move row ${number} down`}
                  disabled={row === rows.length - 1}
                  onClick={() => move(row, row + 1, 0)}
                >
                  <IconArrowDown size={16} />
                </ActionIcon>
                <ActionIcon aria-label={t`Remove row ${number}`} onClick={() => remove(row)}>
                  <IconX size={16} />
                </ActionIcon>
              </div>
            )}
          </div>
        );
      })}
      {!disabled && (
        <Group gap="sm">
          <Button
            ref={add}
            variant="default"
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            disabled={rows.length >= most}
            onClick={() => append(0)}
            data-path={path}
          >
            <Trans>Add a row</Trans>
          </Button>
          {rows.length >= most && (
            <Text size="sm" c="dimmed">
              <Trans>No more than {most} rows.</Trans>
            </Text>
          )}
        </Group>
      )}
      <VisuallyHidden aria-live="polite">{announcement}</VisuallyHidden>
    </div>
  );
}
