import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";
import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import {
  ActionIcon,
  Button,
  Group,
  Loader,
  Menu,
  SegmentedControl,
  Skeleton,
  Stack,
  Switch,
  Text,
} from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconArrowsExchange, IconFilterSearch } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { KeyboardEvent } from "react";
import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useFormats } from "@/shared/i18n/formats";
import { RelativeTime } from "@/shared/i18n/time";
import { PersonAvatar } from "@/shared/person/person";
import { More } from "@/shared/table/data-table";
import { PriorityBadge } from "@/shared/ticket/priority-badge";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { TicketTypeMark } from "@/shared/ticket/ticket-type";
import { statusCategories } from "@/shared/ticket/vocabulary";
import type { Ticket, TicketRow, Transition } from "../tickets";
import { ticketQueries } from "../tickets";
import classes from "./board.module.css";
import type { BoardView, ShownColumn } from "./columns";
import { holds, seen, shownColumns } from "./columns";
import { leadingTo, stands, steps, useMoves } from "./moves";
import { boardQuery, cardsQuery } from "./queries";

const TransitionForm = lazy(() => import("../ticket/transition-form"));

/** In pixels: how near the edge a card is dragged to see what is beyond it, and how fast that comes. */
const edge = 72;
const pace = 24;

/** A card that is being dragged; `ticket` is null until it is known where it can go. */
interface Dragged {
  row: TicketRow;
  ticket: Ticket | null;
}

interface TicketBoardProps {
  query: string;
  view: BoardView;
  onView: (view: BoardView) => void;
}

/** Tickets in columns by status. Dragging a card into a column takes the step that leads there. */
export function TicketBoard({ query, view, onView }: TicketBoardProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const client = useQueryClient();
  const board = useQuery(boardQuery(query));
  const moves = useMoves(query);
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const narrow = useMediaQuery("(max-width: 48em)", false, { getInitialValueInEffect: false });
  const { columns: by, empty } = seen(board.data ?? [], view, narrow);
  const columns =
    board.data &&
    shownColumns(board.data, by).map((column) =>
      by === "category" ? { ...column, name: i18n._(statusCategories[column.category]) } : column,
    );
  // What goes to an empty column brings it back.
  const awaited = [...moves.moving.values()];
  const vacant = (column: ShownColumn) => column.count === 0 && !awaited.some(({ to }) => holds(column, to));

  const begin = useEffectEvent((row: TicketRow) => {
    setDragged({ row, ticket: null });
    steps(client, row.key).then(
      (ticket) => setDragged((now) => (now?.row.key === row.key ? { row, ticket } : now)),
      () => undefined,
    );
  });
  const drop = useEffectEvent((row: TicketRow, name: unknown) => {
    setDragged(null);
    const column = columns?.find((each) => each.name === name);
    if (column) void moves.moveTo(row, column);
  });
  useEffect(
    () =>
      monitorForElements({
        onDragStart: ({ source }) => begin(source.data.row as TicketRow),
        // What lies beyond the edge comes nearer, since many workflows have more columns than a screen.
        onDrag: ({ location }) => {
          const place = frame.current?.getBoundingClientRect();
          if (!place || !frame.current) return;
          const { clientX } = location.current.input;
          if (clientX > place.right - edge) frame.current.scrollLeft += pace;
          else if (clientX < place.left + edge) frame.current.scrollLeft -= pace;
        },
        onDrop: ({ source, location }) =>
          drop(source.data.row as TicketRow, location.current.dropTargets[0]?.data.column),
      }),
    [],
  );

  if (board.error && !board.data)
    return <LoadFailure failure={board.error} onRetry={() => void board.refetch()} />;
  if (board.data?.length === 0)
    return <EmptyState icon={<IconFilterSearch size={26} />} title={t`No ticket matches`} />;

  /** Up and down within a column, left and right to the one beside it. */
  function walk(event: KeyboardEvent<HTMLElement>) {
    const card = (event.target as HTMLElement).closest<HTMLElement>("[data-card]");
    if (!card || event.target !== card) return;
    const columns = [...(frame.current?.querySelectorAll<HTMLElement>("[data-column]") ?? [])].map(
      (column) => [...column.querySelectorAll<HTMLElement>("[data-card]")],
    );
    const at = columns.findIndex((cards) => cards.includes(card));
    const place = columns[at]?.indexOf(card) ?? 0;
    let next: HTMLElement | undefined;
    if (event.key === "ArrowDown") next = columns[at]?.[place + 1];
    else if (event.key === "ArrowUp") next = columns[at]?.[place - 1];
    else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const beside = event.key === "ArrowRight" ? columns.slice(at + 1) : columns.slice(0, at).reverse();
      const cards = beside.find((each) => each.length > 0);
      next = cards?.[Math.min(place, cards.length - 1)];
    } else return;
    event.preventDefault();
    next?.focus();
  }

  const vacantColumns = columns?.filter(vacant).length ?? 0;
  return (
    <>
      <Group className={classes.view}>
        <SegmentedControl
          size="xs"
          aria-label={t`What stands in a column`}
          value={by}
          onChange={(chosen) => onView({ ...view, columns: chosen as typeof by })}
          data={[
            { value: "status", label: t({ message: "By status", context: "board" }) },
            { value: "category", label: t({ message: "By status category", context: "board" }) },
          ]}
        />
        {vacantColumns > 0 && (
          <Switch
            size="xs"
            label={t`Hide empty columns (${vacantColumns})`}
            checked={empty === "hidden"}
            onChange={({ currentTarget }) =>
              onView({ ...view, empty: currentTarget.checked ? "hidden" : "shown" })
            }
          />
        )}
      </Group>
      {/* Whoever has no card to go to, as while one is on its way, can still move it sideways by keyboard. */}
      {/* eslint-disable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- the arrow keys of the cards within it */}
      <div
        ref={frame}
        className={classes.board}
        role="group"
        aria-label={t`Board`}
        tabIndex={0}
        onKeyDown={walk}
      >
        {/* eslint-enable jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex */}
        {columns
          ? columns
              .filter((column) => empty === "shown" || !vacant(column))
              .map((column) => <Column key={column.name} {...{ query, column, dragged, moves }} />)
          : Array.from({ length: 4 }, (_, at) => (
              <Skeleton key={at} className={classes.column} height={280} />
            ))}
      </div>
      <Question moves={moves} />
    </>
  );
}

type Moves = ReturnType<typeof useMoves>;

interface ColumnProps {
  query: string;
  column: ShownColumn;
  dragged: Dragged | null;
  moves: Moves;
}

function Column({ query, column, dragged, moves }: ColumnProps) {
  const { t } = useLingui();
  const formats = useFormats();
  const place = useRef<HTMLElement>(null);
  const [over, setOver] = useState(false);
  const list = useInfiniteQuery({ ...cardsQuery(query, column), enabled: column.count > 0 });

  const home = dragged !== null && stands(dragged.row, column);
  const possible = !dragged?.ticket || home || leadingTo(dragged.ticket, column).length > 0;
  const canDrop = useEffectEvent(() => possible);
  useEffect(() => {
    if (!place.current) return;
    return dropTargetForElements({
      element: place.current,
      getData: () => ({ column: column.name }),
      canDrop: () => canDrop(),
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    });
  }, [column.name]);

  const found = column.count === 0 ? [] : list.data?.pages.flatMap(({ items }) => items);
  const arriving = [...moves.moving.values()].filter(({ to }) => holds(column, to));
  const cards = found && [
    ...arriving.map(({ row }) => row),
    // What moves stands where it goes; a row that came twice while pages were fetched stands once.
    ...[...new Map(found.map((row) => [row.key, row])).values()].filter(({ key }) => !moves.moving.has(key)),
  ];
  const state =
    !dragged || home ? undefined : possible ? (dragged.ticket ? "possible" : undefined) : "impossible";

  return (
    <section
      ref={place}
      className={classes.column}
      aria-label={t`${column.name}: ${formats.number(column.count)}`}
      data-column
      data-empty={cards?.length === 0 || undefined}
      data-state={state}
      data-over={over && possible && !home ? true : undefined}
    >
      <h2 className={classes.heading}>
        <StatusBadge name={column.name} category={column.category} />
        <span className={classes.count}>{formats.number(column.count)}</span>
      </h2>
      {state === "impossible" && (
        <p className={classes.refusal}>
          <Trans>No step leads here</Trans>
        </p>
      )}
      {list.error && !list.data ? (
        <LoadFailure failure={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <ul className={classes.cards} aria-busy={!cards}>
          {cards
            ? cards.map((row) => (
                <Card
                  key={row.key}
                  row={row}
                  withStatus={column.names.length > 1}
                  busy={moves.moving.has(row.key)}
                  moves={moves}
                />
              ))
            : Array.from({ length: Math.min(3, column.count) }, (_, at) => (
                <li key={at}>
                  <Skeleton height={84} radius="md" />
                </li>
              ))}
          {list.hasNextPage && (
            <li>
              <More
                loading={list.isFetchingNextPage}
                onMore={() => void list.fetchNextPage({ cancelRefetch: false })}
              />
            </li>
          )}
        </ul>
      )}
    </section>
  );
}

interface CardProps {
  row: TicketRow;
  /** Its column does not say it. */
  withStatus: boolean;
  busy: boolean;
  moves: Moves;
}

function Card({ row, withStatus, busy, moves }: CardProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const card = useRef<HTMLLIElement>(null);
  const [lifted, setLifted] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const current = useEffectEvent(() => row);

  useEffect(() => {
    if (!card.current || busy) return;
    return draggable({
      element: card.current,
      getInitialData: () => ({ row: current() }),
      onDragStart: () => setLifted(true),
      onDrop: () => setLifted(false),
    });
  }, [busy]);

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the link and the menu within do the same
    <li
      ref={card}
      className={classes.card}
      data-card
      data-lifted={lifted || undefined}
      data-busy={busy || undefined}
      aria-label={`${row.key} ${row.summary}`}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the arrow keys go from card to card
      tabIndex={0}
      onMouseEnter={() => void client.prefetchQuery({ ...ticketQueries.detail(row.key), staleTime: 5_000 })}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget) return;
        if (event.key === "Enter") void navigate({ to: "/tickets/$key", params: { key: row.key } });
        if (event.key === " ") {
          event.preventDefault();
          setChoosing(true);
        }
      }}
    >
      <div className={classes.top}>
        <TicketTypeMark type={row.type} />
        <span className={classes.key}>{row.key}</span>
        <PriorityBadge priority={row.priority} compact />
        <Steps row={row} opened={choosing} onOpened={setChoosing} moves={moves} busy={busy} />
      </div>
      <Link
        to="/tickets/$key"
        params={{ key: row.key }}
        className={classes.summary}
        draggable={false}
        tabIndex={-1}
        title={row.summary}
      >
        {row.summary}
      </Link>
      {withStatus && (
        <div className={classes.standing}>
          <StatusBadge name={row.status.name} category={row.status.category} />
        </div>
      )}
      <div className={classes.bottom}>
        <Text size="xs" c="dimmed" component="span">
          <RelativeTime instant={row.updatedAt} />
        </Text>
        {row.assignee ? (
          <span title={row.assignee.displayName}>
            <PersonAvatar person={row.assignee} size={22} />
          </span>
        ) : (
          <Text size="xs" c="dimmed" component="span">{t`Unassigned`}</Text>
        )}
      </div>
    </li>
  );
}

interface StepsProps {
  row: TicketRow;
  opened: boolean;
  onOpened: (opened: boolean) => void;
  moves: Moves;
  busy: boolean;
}

/** The steps that a ticket can take, for those who do not drag. */
function Steps({ row, opened, onOpened, moves, busy }: StepsProps) {
  const { t } = useLingui();
  const { data: ticket, error } = useQuery({
    ...ticketQueries.detail(row.key),
    staleTime: 5_000,
    enabled: opened,
  });
  const can = ticket?.permissions.some((held) => held === "ticket.transition");
  return (
    <Menu opened={opened} onChange={onOpened} position="bottom-end">
      <Menu.Target>
        <ActionIcon
          size="sm"
          variant="subtle"
          color="gray"
          className={classes.steps}
          aria-label={t`Move ${row.key} to…`}
          title={t`Move to… (Space)`}
          loading={busy}
        >
          <IconArrowsExchange size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Trans>Move to…</Trans>
        </Menu.Label>
        {!ticket && !error && <Loader size="xs" m="xs" />}
        {error && <LoadFailure failure={error} />}
        {ticket && (!can || ticket.transitions.length === 0) && (
          <Menu.Label>
            <Trans>There is no step to take</Trans>
          </Menu.Label>
        )}
        {ticket &&
          can &&
          ticket.transitions.map((transition) => (
            <Menu.Item key={transition.key} onClick={() => void moves.take(row, ticket, transition)}>
              <span className={classes.step}>
                {transition.name} <StatusBadge name={transition.to.name} category={transition.to.category} />
              </span>
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Which of several steps is meant, or what a step asks for. */
function Question({ moves }: { moves: Moves }) {
  const { t } = useLingui();
  const { asked } = moves;
  const only: Transition | undefined = asked?.transitions.length === 1 ? asked.transitions[0] : undefined;
  return (
    <Dialog
      opened={asked !== null}
      onClose={moves.close}
      title={only ? only.name : t`Which step?`}
      size={only ? "lg" : "sm"}
    >
      {asked && only && (
        <Suspense fallback={<TextSkeleton />}>
          <TransitionForm ticket={asked.ticket} transition={only} onClose={moves.close} />
        </Suspense>
      )}
      {asked && !only && (
        <Stack gap="xs">
          {asked.transitions.map((transition) => (
            <Button key={transition.key} variant="default" onClick={() => moves.choose(transition)}>
              {transition.name}
            </Button>
          ))}
        </Stack>
      )}
    </Dialog>
  );
}
