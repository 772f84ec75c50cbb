import { useLingui } from "@lingui/react/macro";
import { Button, Center, Checkbox, Group, Skeleton, Stack } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import type { ColumnDef } from "@tanstack/react-table";
import { createColumnHelper, metaHelper, tableFeatures, useTable } from "@tanstack/react-table";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import type { CSSProperties, KeyboardEvent, MouseEvent, PointerEvent, ReactNode } from "react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { EmptyState } from "../feedback/empty-state";
import { LoadFailure } from "../feedback/load-failure";
import { useFormats } from "../i18n/formats";
import type { Shortcut } from "../keyboard/shortcuts";
import { useShortcuts } from "../keyboard/shortcuts";
import classes from "./data-table.module.css";
import type { Selecting } from "./selection";
import { isSelected, nothingSelected, withRows } from "./selection";

interface ColumnMeta {
  /** Name under which the server sorts by this column; without it the column does not sort. */
  sortKey?: string;
  align?: "start" | "end";
  /** CSS width of the column. */
  width?: string;
  /** Left out when the table is narrower than this many pixels. */
  hiddenBelow?: 700 | 900 | 1100;
}

const features = tableFeatures({ columnMeta: metaHelper<ColumnMeta>() });

export type DataColumn<Row extends object> = ColumnDef<typeof features, Row>;

/** Starts the definition of columns; keep them outside the component or in a memo. */
export function columnsOf<Row extends object>() {
  return createColumnHelper<typeof features, Row>();
}

export interface Sort {
  key: string;
  direction: "asc" | "desc";
}

interface DataTableProps<Row extends object> {
  /** Names the table. */
  label: string;
  columns: ReadonlyArray<DataColumn<Row>>;
  rows: readonly Row[] | undefined;
  rowKey: (row: Row) => string;
  /** What Enter and a click on a row do; give the row a real link too, for a new tab. */
  onOpen?: (row: Row) => void;
  /** Told which row the keyboard or the mouse is on, to fetch it ahead. */
  onApproach?: (row: Row) => void;
  /** Further keys: they act on the row that has the focus, else on the one under the mouse. */
  rowShortcuts?: ReadonlyArray<Omit<Shortcut, "run"> & { run: (row: Row) => void }>;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  failure?: unknown;
  onRetry?: () => void;
  empty: ReactNode;
  /** The row as a card, for narrow screens. */
  card?: (row: Row) => ReactNode;
  hasMore?: boolean;
  loadingMore?: boolean;
  onMore?: () => void;
  /** Adds the row keys j, k and Enter to the page; for the main table of a page. */
  withKeys?: boolean;
  /** Lets rows be chosen: by boxes, with Shift up to another one, and by the keys x and Space. */
  selecting?: Selecting;
  /** What is chosen with a row, where several rows are the same thing; else the row itself. */
  selectKey?: (row: Row) => string;
  /** What a row is called where its box is read out. */
  rowName?: (row: Row) => string;
  /** Under what heading a row stands; rows of one heading stand together. */
  groupOf?: (row: Row) => string;
  /** How much room a row takes. */
  density?: Density;
  /** Name of a colour of the theme that marks the row. */
  colourOf?: (row: Row) => string | null | undefined;
  /** Lets columns be made wider and narrower. */
  onResize?: (column: string, width: number) => void;
}

export type Density = "compact" | "normal" | "roomy";

const rowHeights: Record<Density, number> = { compact: 33, normal: 41, roomy: 53 };
const headingHeight = 35;
const narrowest = 40;
const widest = 1_000;
const virtualFrom = 120;
const noRows: never[] = [];
const noShortcuts: never[] = [];

/** The one table: sorted by the server, walked with j and k, virtual when long, cards on a phone. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, rows, rowKey, onOpen, onApproach, failure, onRetry, empty, card, withKeys = true } = props;
  const { groupOf, density = "normal" } = props;
  const { hasMore = false, loadingMore = false, onMore, rowShortcuts = noShortcuts } = props;
  const { selecting, selectKey = rowKey, rowName = selectKey } = props;
  const { t } = useLingui();
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const frame = useRef<HTMLDivElement>(null);
  // By key: live updates may move the row while somebody stands on it.
  const [currentKey, setCurrentKey] = useState<string | null>(null);
  const hoveredKey = useRef<string | null>(null);
  const count = rows?.length ?? 0;
  const current = rows?.findIndex((row) => rowKey(row) === currentKey) ?? -1;
  const asCards = narrow && card !== undefined;

  const virtual = count >= virtualFrom && !asCards;
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const top = frame.current?.getBoundingClientRect().top ?? 0;
    setOffset(top + window.scrollY);
  }, [virtual]);
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: (index) =>
      rowHeights[density] + (rows && groupOf && beginsGroup(rows, index, groupOf) ? headingHeight : 0),
    overscan: 12,
    enabled: virtual,
    scrollMargin: offset,
  });

  function walk(step: number) {
    if (count === 0) return;
    const next = Math.min(count - 1, Math.max(0, current + step));
    const row = rows?.[next];
    if (!row) return;
    setCurrentKey(rowKey(row));
    onApproach?.(row);
    if (virtual) virtualizer.scrollToIndex(next);
  }

  useEffect(() => {
    if (currentKey === null) return;
    const rowElements = frame.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [];
    [...rowElements].find((element) => element.dataset.row === currentKey)?.focus();
  }, [currentKey]);

  function pointedRow(): Row | undefined {
    const focused = frame.current?.contains(document.activeElement) ? currentKey : null;
    return rows?.find((row) => rowKey(row) === (focused ?? hoveredKey.current ?? currentKey));
  }

  // From which row on the next one with Shift is chosen.
  const anchor = useRef<string | null>(null);
  function choose(row: Row, upTo = false) {
    if (!selecting || !rows) return;
    const { selection, select } = selecting;
    const key = selectKey(row);
    const here = rows.indexOf(row);
    const from =
      upTo && anchor.current !== null ? rows.findIndex((each) => rowKey(each) === anchor.current) : -1;
    const meant =
      from < 0 ? [key] : rows.slice(Math.min(from, here), Math.max(from, here) + 1).map(selectKey);
    select(withRows(selection, meant, !isSelected(selection, key)));
    anchor.current = rowKey(row);
  }
  const boxOf = (row: Row) =>
    selecting && (
      <Checkbox
        size="xs"
        aria-label={t`Select ${rowName(row)}`}
        checked={isSelected(selecting.selection, selectKey(row))}
        onChange={() => undefined}
        onClick={(event) => {
          event.stopPropagation();
          choose(row, event.shiftKey);
        }}
      />
    );

  useShortcuts(
    [
      { keys: "j", label: t`Next row`, group: t`Lists`, run: () => walk(1) },
      { keys: "k", label: t`Previous row`, group: t`Lists`, run: () => walk(-1) },
      ...(selecting
        ? [
            {
              keys: "x",
              label: t`Select the row`,
              group: t`Lists`,
              run: () => {
                const row = pointedRow();
                if (row) choose(row);
              },
            },
          ]
        : []),
      ...rowShortcuts.map(({ run, ...shortcut }) => ({
        ...shortcut,
        run: () => {
          const row = pointedRow();
          if (row) run(row);
        },
      })),
    ],
    withKeys && count > 0,
  );

  const rowProps = (row: Row, position: number) => ({
    tabIndex: position === Math.max(current, 0) ? 0 : -1,
    "data-row": rowKey(row),
    "data-selected": selecting && isSelected(selecting.selection, selectKey(row)) ? true : undefined,
    onFocus: () => setCurrentKey(rowKey(row)),
    onMouseEnter: () => {
      hoveredKey.current = rowKey(row);
      onApproach?.(row);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.target !== event.currentTarget) return;
      if (event.key === "Enter") onOpen?.(row);
      if (event.key === " " && selecting) {
        event.preventDefault();
        choose(row, event.shiftKey);
      }
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        walk(event.key === "ArrowDown" ? 1 : -1);
      }
    },
    onClick: (event: MouseEvent<HTMLElement>) => {
      const control = (event.target as HTMLElement).closest(
        "a, button, input, label, select, textarea, [role=menuitem]",
      );
      if (control || event.metaKey || event.ctrlKey || window.getSelection()?.toString()) return;
      onOpen?.(row);
    },
  });

  const more = hasMore && <More loading={loadingMore} onMore={onMore} />;

  if (failure !== undefined && failure !== null && !rows)
    return <LoadFailure failure={failure} onRetry={onRetry} />;
  if (rows?.length === 0) return typeof empty === "string" ? <EmptyState title={empty} /> : empty;

  if (asCards) {
    return (
      <div ref={frame}>
        <ul className={classes.cards} aria-label={label} aria-busy={!rows}>
          {rows
            ? rows.map((row, position) => [
                groupOf && beginsGroup(rows, position, groupOf) && (
                  <li key={`${rowKey(row)} heading`} className={classes.cardHeading}>
                    {groupOf(row)}
                    <GroupSize size={groupSize(rows, position, groupOf, !hasMore)} />
                  </li>
                ),
                // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the card holds a link that does the same
                <li
                  key={rowKey(row)}
                  className={classes.card}
                  data-selected={rowProps(row, position)["data-selected"]}
                  onClick={rowProps(row, position).onClick}
                >
                  {selecting ? (
                    <Group wrap="nowrap" align="flex-start" gap="sm">
                      <span className={classes.cardBox}>{boxOf(row)}</span>
                      <div className={classes.cardContent}>{card(row)}</div>
                    </Group>
                  ) : (
                    card(row)
                  )}
                </li>,
              ])
            : Array.from({ length: 5 }, (_, line) => (
                <li key={line} className={classes.card}>
                  <Stack gap={6}>
                    <Skeleton h={14} w="80%" />
                    <Skeleton h={12} w="45%" />
                  </Stack>
                </li>
              ))}
        </ul>
        {more}
      </div>
    );
  }

  return (
    <div ref={frame} className={classes.frame}>
      <Grid
        {...props}
        rowProps={rowProps}
        boxOf={boxOf}
        window={virtual ? virtualizer : null}
        scrollMargin={offset}
      />
      {failure !== undefined && failure !== null && <LoadFailure failure={failure} onRetry={onRetry} />}
      {more}
    </div>
  );
}

/** Fetches what follows when the end of the list comes near; the button is for whoever gets there first. */
export function More({ loading, onMore }: { loading: boolean; onMore?: () => void }) {
  const { t } = useLingui();
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => {
    if (loading || !end.current || typeof IntersectionObserver === "undefined") return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current?.();
      },
      { rootMargin: "800px" },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [loading]);
  return (
    <Center py="sm" ref={end}>
      <Button variant="default" loading={loading} onClick={onMore}>{t`Show more`}</Button>
    </Center>
  );
}

/** How many rows stand in the group that begins here; null while some of them may not have been fetched. */
function groupSize<Row>(
  rows: readonly Row[],
  begin: number,
  groupOf: (row: Row) => string,
  whole: boolean,
): number | null {
  const name = groupOf(rows[begin] as Row);
  let end = begin + 1;
  while (end < rows.length && groupOf(rows[end] as Row) === name) end++;
  return end < rows.length || whole ? end - begin : null;
}

function beginsGroup<Row>(rows: readonly Row[], index: number, groupOf: (row: Row) => string): boolean {
  const row = rows[index];
  const before = rows[index - 1];
  return row !== undefined && (before === undefined || groupOf(before) !== groupOf(row));
}

function GroupSize({ size }: { size: number | null }) {
  const formats = useFormats();
  return size !== null && <span className={classes.groupSize}>{formats.number(size)}</span>;
}

interface GridProps<Row extends object> extends DataTableProps<Row> {
  rowProps: (row: Row, position: number) => Record<string, unknown>;
  boxOf: (row: Row) => ReactNode;
  window: ReturnType<typeof useWindowVirtualizer> | null;
  scrollMargin: number;
}

function Grid<Row extends object>({
  label,
  columns,
  rows,
  rowKey,
  selectKey = rowKey,
  sort,
  onSort,
  rowProps,
  onOpen,
  selecting,
  boxOf,
  window: virtual,
  scrollMargin,
  groupOf,
  hasMore = false,
  density = "normal",
  colourOf,
  onResize,
}: GridProps<Row>) {
  const { t } = useLingui();
  const table = useTable({
    features,
    columns,
    data: rows ?? noRows,
    getRowId: (row) => rowKey(row),
  });
  const models = table.getRowModel().rows;
  const items = virtual?.getVirtualItems();
  const shown = items ? items.map(({ index }) => index) : models.map((_, index) => index);
  const above = items?.[0] ? items[0].start - scrollMargin : 0;
  const last = items?.at(-1);
  const below = virtual && last ? virtual.getTotalSize() - (last.end - scrollMargin) : 0;
  const width = (table.getHeaderGroups()[0]?.headers.length ?? 1) + (selecting ? 1 : 0);
  const keys = rows?.map(selectKey) ?? noRows;
  const chosen = selecting ? keys.filter((key) => isSelected(selecting.selection, key)).length : 0;

  return (
    <table
      className={classes.table}
      data-density={density}
      aria-label={label}
      aria-busy={!rows}
      aria-rowcount={rows ? rows.length + 1 : -1}
    >
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {selecting && (
              <th scope="col" className={classes.box}>
                <Checkbox
                  size="xs"
                  aria-label={t`Select all rows shown`}
                  disabled={keys.length === 0}
                  checked={chosen > 0 && chosen === keys.length}
                  indeterminate={chosen > 0 && chosen < keys.length}
                  onChange={() =>
                    selecting.select(
                      chosen === keys.length ? nothingSelected : withRows(selecting.selection, keys, true),
                    )
                  }
                />
              </th>
            )}
            {group.headers.map((header) => {
              const meta = header.column.columnDef.meta;
              const sortKey = meta?.sortKey;
              const sorted = sortKey !== undefined && sort?.key === sortKey ? sort.direction : null;
              const title = header.isPlaceholder ? null : <table.FlexRender header={header} />;
              return (
                <th
                  key={header.id}
                  scope="col"
                  data-align={meta?.align}
                  data-hidden-below={meta?.hiddenBelow}
                  style={{ width: meta?.width }}
                  aria-sort={
                    sortKey === undefined
                      ? undefined
                      : sorted === null
                        ? "none"
                        : sorted === "asc"
                          ? "ascending"
                          : "descending"
                  }
                >
                  {sortKey !== undefined && onSort ? (
                    <button
                      type="button"
                      className={classes.sorter}
                      data-sorted={sorted ?? undefined}
                      onClick={() => onSort({ key: sortKey, direction: sorted === "desc" ? "asc" : "desc" })}
                    >
                      {title}
                      {sorted === null ? (
                        <IconArrowsSort size={13} aria-hidden className={classes.sortable} />
                      ) : sorted === "asc" ? (
                        <IconArrowUp size={13} aria-hidden />
                      ) : (
                        <IconArrowDown size={13} aria-hidden />
                      )}
                    </button>
                  ) : (
                    title
                  )}
                  {onResize && <ResizeHandle onResize={(width) => onResize(header.column.id, width)} />}
                </th>
              );
            })}
          </tr>
        ))}
      </thead>
      <tbody>
        {!rows &&
          Array.from({ length: 8 }, (_, line) => (
            <tr key={line} aria-label={line === 0 ? t`Loading` : undefined}>
              {Array.from({ length: width }, (__, cell) => (
                <td key={cell}>
                  <Skeleton h={12} w={`${45 + ((line * 7 + cell * 13) % 40)}%`} />
                </td>
              ))}
            </tr>
          ))}
        {above > 0 && (
          <tr aria-hidden="true">
            <td colSpan={width} style={{ height: above, padding: 0, border: 0 }} />
          </tr>
        )}
        {shown.map((position) => {
          const model = models[position];
          if (!model || !rows) return null;
          const heading =
            groupOf && beginsGroup(rows, position, groupOf) ? (
              <tr key={`${model.id} heading`} className={classes.groupHeading}>
                <th colSpan={width} scope="colgroup">
                  {groupOf(model.original)}
                  <GroupSize size={groupSize(rows, position, groupOf, !hasMore)} />
                </th>
              </tr>
            ) : null;
          const colour = colourOf?.(model.original);
          const row = (
            <tr
              key={model.id}
              aria-rowindex={position + 2}
              className={classes.row}
              data-coloured={colour ? true : undefined}
              style={
                colour
                  ? ({ "--row-colour": `var(--mantine-color-${colour}-filled)` } as CSSProperties)
                  : undefined
              }
              data-openable={onOpen ? true : undefined}
              {...rowProps(model.original, position)}
            >
              {selecting && <td className={classes.box}>{boxOf(model.original)}</td>}
              {model.getAllCells().map((cell) => (
                <td
                  key={cell.id}
                  data-align={cell.column.columnDef.meta?.align}
                  data-hidden-below={cell.column.columnDef.meta?.hiddenBelow}
                >
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          );
          return heading ? [heading, row] : row;
        })}
        {below > 0 && (
          <tr aria-hidden="true">
            <td colSpan={width} style={{ height: below, padding: 0, border: 0 }} />
          </tr>
        )}
      </tbody>
    </table>
  );
}

/** The edge of a column's heading, by which it is drawn wider; where columns are chosen, widths are typed. */
function ResizeHandle({ onResize }: { onResize: (width: number) => void }) {
  const begun = useRef<{ at: number; width: number } | null>(null);
  const cellOf = (handle: HTMLElement) => handle.closest("th");
  const widthAt = (event: PointerEvent) =>
    Math.round(
      Math.max(
        narrowest,
        Math.min(widest, (begun.current?.width ?? 0) + event.clientX - (begun.current?.at ?? 0)),
      ),
    );

  return (
    <span
      aria-hidden
      className={classes.resizer}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        begun.current = { at: event.clientX, width: cellOf(event.currentTarget)?.offsetWidth ?? 0 };
      }}
      onPointerMove={(event) => {
        const cell = cellOf(event.currentTarget);
        if (begun.current && cell) cell.style.width = `${widthAt(event)}px`;
      }}
      onPointerUp={(event) => {
        if (!begun.current) return;
        const width = widthAt(event);
        const moved = event.clientX !== begun.current.at;
        begun.current = null;
        if (moved) onResize(width);
      }}
    />
  );
}
