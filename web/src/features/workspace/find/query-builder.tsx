import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Alert, Button, Group as Line, Select, TextInput } from "@mantine/core";
import {
  IconAlertCircle,
  IconArrowDown,
  IconArrowUp,
  IconBraces,
  IconPlus,
  IconX,
} from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { KeyboardEvent } from "react";
import { useEffect, useEffectEvent, useState } from "react";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { problemText } from "@/shared/feedback/problem-text";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { ConditionInputs } from "./condition-inputs";
import { ways } from "./condition-words";
import type { AskableField, Built, Group, Row, TreeSort, Way } from "./conditions";
import {
  builtOf,
  moveRow,
  newCondition,
  newGroup,
  newWritten,
  partOf,
  replaceRow,
  rowOf,
  treeOf,
} from "./conditions";
import { fieldsQuery, refusedFor, textOf, treeQuery } from "./queries";
import classes from "./query-builder.module.css";

interface QueryBuilderProps {
  /** A query in the query language. */
  value: string;
  /** Told the canonical text whenever conditions that are complete have changed. */
  onChange: (query: string) => void;
  /** Leads to where the text is written, for what cannot be read. */
  onText?: () => void;
}

/** How long somebody types before what they typed is asked. */
const pause = 350;

/** A query made of conditions. What it says is the text; conditions that are only begun stand here alone. */
export function QueryBuilder({ value, onChange, onText }: QueryBuilderProps) {
  const fields = useQuery(fieldsQuery);
  const [built, setBuilt] = useState<Built | null>(null);
  const [changed, setChanged] = useState<Built | null>(null);
  // The text that the conditions came from, and those they have become since: any other text comes from outside.
  const [said, setSaid] = useState({ from: value, since: [] as string[] });
  const outside = built === null || (value !== said.from && !said.since.includes(value));
  const tree = useQuery({ ...treeQuery(value), enabled: outside });
  const [failure, setFailure] = useState<unknown>(null);

  if (outside && tree.data && fields.data && !tree.isFetching) {
    setSaid({ from: value, since: [] });
    setBuilt(builtOf(tree.data, fields.data));
    setChanged(null);
    setFailure(null);
  } else if (value === said.since.at(-1)) setSaid({ from: value, since: [] });

  const tell = useEffectEvent((text: string) => {
    setFailure(null);
    if (text === value) return;
    setSaid({ from: value, since: [...said.since, text] });
    onChange(text);
  });
  useEffect(() => {
    if (!changed) return;
    let current = true;
    const timer = window.setTimeout(() => {
      textOf(treeOf(changed)).then(
        (text) => current && tell(text),
        (refused: unknown) => current && setFailure(refused),
      );
    }, pause);
    return () => {
      current = false;
      window.clearTimeout(timer);
    };
  }, [changed]);

  function change(next: Built) {
    setBuilt(next);
    // What is only begun says nothing yet.
    if (!built || JSON.stringify(treeOf(next)) !== JSON.stringify(treeOf(built))) setChanged(next);
  }

  if (fields.error) return <LoadFailure failure={fields.error} onRetry={() => void fields.refetch()} />;
  if (tree.error && outside) return <Unreadable failure={tree.error} onText={onText} />;
  if (!built || !fields.data) return <TextSkeleton lines={3} />;
  return (
    <div className={classes.builder}>
      <GroupRows
        group={built.where}
        fields={fields.data}
        root={built.where}
        onRoot={(where) => change({ ...built, where })}
      />
      <Order order={built.order} fields={fields.data} onChange={(order) => change({ ...built, order })} />
      {failure !== null && (
        <Alert color="red" role="alert" icon={<IconAlertCircle size={18} aria-hidden />}>
          {refusedFor(failure)[0]?.message ?? problemText(failure)}
        </Alert>
      )}
    </div>
  );
}

function Unreadable({ failure, onText }: { failure: unknown; onText?: () => void }) {
  const { t } = useLingui();
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertCircle size={18} aria-hidden />}
      title={t`This query cannot be shown as conditions`}
    >
      <Line justify="space-between" gap="sm">
        <span>{refusedFor(failure)[0]?.message ?? problemText(failure)}</span>
        {onText && (
          <Button size="xs" variant="default" onClick={onText}>
            <Trans>Correct it as text</Trans>
          </Button>
        )}
      </Line>
    </Alert>
  );
}

interface RowsProps {
  group: Group;
  fields: readonly AskableField[];
  root: Group;
  onRoot: (root: Group) => void;
}

function GroupRows({ group, fields, root, onRoot }: RowsProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const [begun, setBegun] = useState<number | null>(null);
  const outermost = group === root;

  function set(change: (group: Group) => Group) {
    onRoot(outermost ? change(root) : replaceRow(root, group.id, (row) => change(row as Group)));
  }
  function add(row: Row) {
    setBegun(row.kind === "group" ? (row.rows[0]?.id ?? null) : row.id);
    set((each) => ({ ...each, rows: [...each.rows, row] }));
  }

  return (
    <div className={outermost ? undefined : classes.group} role="group" aria-label={i18n._(ways[group.way])}>
      <Select
        size="sm"
        className={classes.way}
        aria-label={t`How the conditions go together`}
        allowDeselect={false}
        data={Object.entries(ways).map(([way, name]) => ({ value: way, label: i18n._(name) }))}
        value={group.way}
        onChange={(way) => set((each) => ({ ...each, way: way as Way }))}
        comboboxProps={{ width: "max-content", position: "bottom-start" }}
      />
      <ul className={classes.rows}>
        {group.rows.map((row, position) => (
          <RowFrame
            key={row.id}
            row={row}
            fields={fields}
            root={root}
            onRoot={onRoot}
            begun={row.id === begun || (row.kind === "group" && row.rows[0]?.id === begun)}
            canMove={(step) => !outermost || group.rows[position + step] !== undefined}
          />
        ))}
      </ul>
      <Line gap={6}>
        <Button
          size="compact-sm"
          variant="light"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => add(newCondition())}
        >
          <Trans>Add a condition</Trans>
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconBraces size={14} aria-hidden />}
          onClick={() => add(newGroup())}
        >
          <Trans>Add a group</Trans>
        </Button>
      </Line>
    </div>
  );
}

interface RowFrameProps {
  row: Row;
  fields: readonly AskableField[];
  root: Group;
  onRoot: (root: Group) => void;
  begun: boolean;
  canMove: (step: 1 | -1) => boolean;
}

/** A row with what can be done to it; Alt and an arrow key move it. */
function RowFrame({ row, fields, root, onRoot, begun, canMove }: RowFrameProps) {
  const { t } = useLingui();

  function move(step: 1 | -1) {
    const focused = document.activeElement as HTMLElement | null;
    onRoot(moveRow(root, row.id, step));
    // A row that the browser has moved loses the focus; one that changed its group was made anew.
    requestAnimationFrame(() => {
      if (focused?.isConnected) focused.focus();
      else document.querySelector<HTMLElement>(`[data-condition="${row.id}"] input`)?.focus();
    });
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation();
    move(event.key === "ArrowUp" ? -1 : 1);
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the inputs within it
    <li className={classes.row} data-kind={row.kind} data-condition={row.id} onKeyDown={onKeyDown}>
      <div className={classes.inputs}>
        {row.kind === "condition" && (
          <ConditionInputs
            clause={row.clause}
            fields={fields}
            autoFocus={begun}
            onChange={(clause) => onRoot(replaceRow(root, row.id, (each) => ({ ...each, clause }) as Row))}
          />
        )}
        {row.kind === "written" && (
          <WrittenInput
            text={row.text}
            fields={fields}
            onChange={(next) => onRoot(replaceRow(root, row.id, () => next))}
          />
        )}
        {row.kind === "group" && <GroupRows {...{ fields, root, onRoot }} group={row} />}
      </div>
      <div className={classes.tools}>
        {row.kind === "condition" && row.clause && <AsText row={row} root={root} onRoot={onRoot} />}
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t`Move up`}
          title={t`Move up (Alt+↑)`}
          disabled={!canMove(-1)}
          onClick={() => move(-1)}
        >
          <IconArrowUp size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t`Move down`}
          title={t`Move down (Alt+↓)`}
          disabled={!canMove(1)}
          onClick={() => move(1)}
        >
          <IconArrowDown size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={row.kind === "group" ? t`Remove the group` : t`Remove the condition`}
          onClick={() => onRoot(replaceRow(root, row.id, () => null))}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
    </li>
  );
}

/** Turns a condition into its text, to write in it what no input offers. */
function AsText({ row, root, onRoot }: { row: Row; root: Group; onRoot: (root: Group) => void }) {
  const { t } = useLingui();
  const part = partOf(row);
  if (!part) return null;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={t`Write it as text`}
      title={t`Write it as text`}
      onClick={() =>
        void textOf({ where: part, order: [] }).then(
          (text) => onRoot(replaceRow(root, row.id, () => newWritten(text))),
          () => undefined,
        )
      }
    >
      <IconBraces size={16} aria-hidden />
    </ActionIcon>
  );
}

interface WrittenInputProps {
  text: string;
  fields: readonly AskableField[];
  onChange: (row: Row) => void;
}

/** A piece of the query as it is written. It counts once it can be read. */
function WrittenInput({ text, fields, onChange }: WrittenInputProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [typed, setTyped] = useState(text);
  const [problem, setProblem] = useState<string | null>(null);

  async function read() {
    if (typed.trim() === text) return setProblem(null);
    try {
      const { where, order } = await client.fetchQuery(treeQuery(typed));
      if (!where || order.length > 0) return setProblem(t`Write one condition here.`);
      setProblem(null);
      onChange(rowOf(where, fields));
    } catch (failure) {
      setProblem(refusedFor(failure)[0]?.message ?? problemText(failure));
    }
  }

  return (
    <TextInput
      size="sm"
      className={classes.written}
      aria-label={t`Condition as text`}
      value={typed}
      error={problem}
      spellCheck={false}
      autoCapitalize="off"
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={() => void read()}
      onKeyDown={(event) => {
        if (event.key === "Enter") void read();
      }}
    />
  );
}

interface OrderProps {
  order: TreeSort[];
  fields: readonly AskableField[];
  onChange: (order: TreeSort[]) => void;
}

/** By what the tickets are sorted, and then by what. */
function Order({ order, fields, onChange }: OrderProps) {
  const { t } = useLingui();
  const sortable = fields.filter((field) => field.sortable && field.subject.arguments == null);
  const taken = new Set(order.map(({ subject }) => subject.field));
  const next = sortable.find(({ name }) => !taken.has(name));
  const set = (position: number, sort: TreeSort) =>
    onChange(order.map((each, at) => (at === position ? sort : each)));

  function moved(position: number, step: 1 | -1) {
    const all = [...order];
    const [sort] = all.splice(position, 1);
    if (sort) all.splice(position + step, 0, sort);
    onChange(all);
  }

  return (
    <div role="group" aria-label={t`Sorting`} className={classes.order}>
      {order.map((sort, position) => {
        const { subject, direction } = sort;
        const known = sortable.some(({ name }) => name === subject.field);
        const written = subject.index ? `${subject.name}[${subject.index}]` : subject.name;
        return (
          // Each field is sorted by once.
          <div key={subject.field ?? written} className={classes.sort}>
            <span className={classes.sortName}>{position === 0 ? t`Sort by` : t`then by`}</span>
            <Select
              size="sm"
              className={classes.field}
              aria-label={t`Sort by`}
              searchable
              allowDeselect={false}
              data={[
                ...(known ? [] : [{ value: written, label: written }]),
                ...sortable
                  .filter(({ name }) => name === subject.field || !taken.has(name))
                  .map(({ name, label }) => ({ value: name, label })),
              ]}
              value={known ? subject.field : written}
              onChange={(name) => {
                const field = sortable.find((each) => each.name === name);
                if (field && name !== subject.field) set(position, { subject: field.subject, direction });
              }}
              comboboxProps={{ width: 240, position: "bottom-start" }}
            />
            <Select
              size="sm"
              className={classes.direction}
              aria-label={t`Direction`}
              allowDeselect={false}
              data={[
                { value: "asc", label: t`ascending` },
                { value: "desc", label: t`descending` },
              ]}
              value={direction ?? "asc"}
              onChange={(way) => {
                if (way !== (direction ?? "asc"))
                  set(position, { subject, direction: way as "asc" | "desc" });
              }}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t`Sort by it earlier`}
              disabled={position === 0}
              onClick={() => moved(position, -1)}
            >
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t`Do not sort by it`}
              onClick={() => onChange(order.filter((each) => each !== sort))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      {next && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() =>
            onChange([
              ...order,
              {
                subject: (sortable.find(({ name }) => name === "created" && !taken.has(name)) ?? next)
                  .subject,
                direction: "desc",
              },
            ])
          }
        >
          {order.length === 0 ? <Trans>Sort</Trans> : <Trans>Sort further</Trans>}
        </Button>
      )}
    </div>
  );
}
