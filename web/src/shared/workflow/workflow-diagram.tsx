import "@xyflow/react/dist/base.css";
import { useLingui as useCatalogue } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { useMantineColorScheme } from "@mantine/core";
import { IconAlertTriangle, IconAsterisk, IconFlag, IconMaximize } from "@tabler/icons-react";
import type {
  Edge,
  EdgeChange,
  EdgeProps,
  Node,
  NodeChange,
  NodeProps,
  ReactFlowInstance,
} from "@xyflow/react";
import {
  Background,
  ConnectionMode,
  ControlButton,
  Controls,
  EdgeLabelRenderer,
  getViewportForBounds,
  Handle,
  MiniMap,
  Position,
  ReactFlow,
  SelectionMode,
} from "@xyflow/react";
import type { KeyboardEvent, ReactNode } from "react";
import { createContext, memo, use, useEffect, useMemo, useRef, useState } from "react";
import { statusCategories } from "../ticket/vocabulary";
import type { DiagramStatus, DiagramTransition, Point } from "./diagram";
import { fromAnywhere, statusSize, waysOf } from "./diagram";
import { CategorySign } from "../ticket/category-sign";
import type { Route } from "./routes";
import { around, boxesOf, routesOf } from "./routes";
import classes from "./workflow-diagram.module.css";

/** What is said of a status or transition besides what it is. */
export type Mark = "here" | "came" | "leads" | "added" | "changed" | "removed";

/** What is chosen in a diagram, by key. */
export interface Selection {
  statuses: readonly string[];
  transitions: readonly string[];
}

const nothingSelected: Selection = { statuses: [], transitions: [] };

interface Editing {
  onSelect: (change: (before: Selection) => Selection) => void;
  onMove: (places: ReadonlyMap<string, Point>) => void;
  onConnect: (from: string, to: string) => void;
  /** A line was drawn from a status to an empty place. */
  onExtend: (from: string, place: Point) => void;
  onDelete: (selection: Selection) => void;
  /** Somebody wants to edit what is selected. */
  onOpen: () => void;
  onReady?: (view: DiagramView) => void;
}

/** What can be asked of a diagram on the screen. */
export interface DiagramView {
  centre: () => Point;
  fit: () => void;
  show: (place: Point) => void;
}

interface WorkflowDiagramProps {
  label: string;
  statuses: readonly DiagramStatus[];
  transitions: readonly DiagramTransition[];
  initial: string;
  places: ReadonlyMap<string, Point>;
  selection?: Selection;
  statusMarks?: ReadonlyMap<string, Mark>;
  transitionMarks?: ReadonlyMap<string, Mark>;
  /** What is wrong, by key. */
  wrongStatuses?: ReadonlyMap<string, string>;
  wrongTransitions?: ReadonlyMap<string, string>;
  /** How many tickets are in each status. */
  tickets?: ReadonlyMap<string, number>;
  /** Whether lines without a mark step back. */
  quiet?: boolean;
  editing?: Editing;
  minimap?: boolean;
  children?: ReactNode;
}

interface StatusData extends Record<string, unknown> {
  status: DiagramStatus;
  initial: boolean;
  pills: DiagramTransition[];
  tickets?: number;
  mark?: Mark;
  wrong?: string;
}

interface WayData extends Record<string, unknown> {
  name: string;
  transition: string;
  route: Route;
  mark?: Mark;
  wrong?: string;
  quiet: boolean;
}

type StatusNode = Node<StatusData, "status">;
type WayEdge = Edge<WayData, "way">;

/** What pills need and nodes do not carry. */
const Pills = createContext<{
  selected: ReadonlySet<string>;
  marks?: ReadonlyMap<string, Mark>;
  wrong?: ReadonlyMap<string, string>;
  quiet: boolean;
  select?: (transition: string) => void;
}>({ selected: new Set(), quiet: false });

const sides = [
  ["top", Position.Top],
  ["right", Position.Right],
  ["bottom", Position.Bottom],
  ["left", Position.Left],
] as const;

// Lines find their own way to a status; React Flow only wants to know of a place where they could end.
const handles = [
  ...sides.map(([id, position]) => ({
    id,
    position,
    type: "source" as const,
    width: 10,
    height: 10,
    x: 0,
    y: 0,
  })),
  { id: "end", position: Position.Top, type: "target" as const, width: 10, height: 10, x: 0, y: 0 },
];

const StatusView = memo(function StatusView({ data, selected, isConnectable }: NodeProps<StatusNode>) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const pills = use(Pills);
  const { status, initial, tickets, mark, wrong } = data;
  const end = status.name;
  return (
    <>
      <div
        className={classes.status}
        data-category={status.category}
        data-selected={selected || undefined}
        data-mark={mark}
        data-wrong={wrong === undefined ? undefined : true}
        title={wrong ?? status.name}
      >
        <span className={classes.name}>{status.name}</span>
        <span className={classes.under}>
          <span className={classes.category}>
            <CategorySign category={status.category} />
            {i18n._(statusCategories[status.category])}
          </span>
          {initial && (
            <span className={classes.category}>
              <IconFlag size={12} aria-hidden />
              {t({ message: "Start", context: "status" })}
            </span>
          )}
          {tickets !== undefined && tickets > 0 && (
            <span className={classes.count} title={t`Tickets in this status now`}>
              {tickets}
            </span>
          )}
        </span>
        {wrong !== undefined && (
          <span className={classes.wrong}>
            <IconAlertTriangle size={13} aria-hidden />
          </span>
        )}
        {sides.map(([id, position]) => (
          <Handle
            key={id}
            id={id}
            type="source"
            position={position}
            className={classes.handle}
            isConnectable={isConnectable}
            style={isConnectable ? undefined : { visibility: "hidden" }}
          />
        ))}
        <Handle
          id="end"
          type="target"
          position={Position.Top}
          isConnectable={false}
          style={{ visibility: "hidden" }}
        />
      </div>
      {data.pills.length > 0 && (
        <span className={classes.pills}>
          {data.pills.map(({ key, name }) => {
            const content = (
              <>
                <IconAsterisk size={12} aria-hidden />
                <span>{t`From any: ${name}`}</span>
              </>
            );
            const state = {
              className: `${classes.pill} nodrag nopan`,
              "data-selected": pills.selected.has(key) || undefined,
              "data-mark": pills.marks?.get(key),
              "data-wrong": pills.wrong?.has(key) || undefined,
              "data-quiet": (pills.quiet && !pills.marks?.has(key)) || undefined,
              title: pills.wrong?.get(key) ?? t`${name}: from any status to “${end}”`,
            };
            return pills.select ? (
              <button
                key={key}
                type="button"
                {...state}
                onClick={(event) => {
                  event.stopPropagation();
                  pills.select?.(key);
                }}
              >
                {content}
              </button>
            ) : (
              <span key={key} {...state}>
                {content}
              </span>
            );
          })}
        </span>
      )}
    </>
  );
});

const WayView = memo(function WayView({ id, data, selected }: EdgeProps<WayEdge>) {
  if (!data) return null;
  const { name, route, mark, wrong, quiet } = data;
  const state = {
    "data-selected": selected || undefined,
    "data-mark": mark,
    "data-wrong": wrong === undefined ? undefined : true,
    "data-quiet": (quiet && !mark && !selected) || undefined,
  };
  return (
    <>
      <path d={route.path} className={classes.touch} />
      <path id={id} d={route.path} className={classes.line} markerEnd="url(#maru-arrow)" {...state} />
      <EdgeLabelRenderer>
        <span
          className={`${classes.label} nodrag nopan`}
          {...state}
          data-way={id}
          title={wrong ?? name}
          style={{
            transform: `translate(-50%, -50%) translate(${route.label.x.toFixed(1)}px, ${route.label.y.toFixed(1)}px)`,
          }}
        >
          {name}
        </span>
      </EdgeLabelRenderer>
    </>
  );
});

const nodeTypes = { status: StatusView };
const edgeTypes = { way: WayView };
const none: ReadonlyMap<string, Point> = new Map();
const zooms = { least: 0.08, most: 2, whole: 1.1, readable: 0.6 };
/** Smaller than this nobody reads a name. */
const tooSmall = 0.35;

/** Statuses and the transitions between them as a drawing, to look at or to edit. */
export default function WorkflowDiagram({
  label,
  statuses,
  transitions,
  initial,
  places,
  selection = nothingSelected,
  statusMarks,
  transitionMarks,
  wrongStatuses,
  wrongTransitions,
  tickets,
  quiet = false,
  editing,
  minimap = false,
  children,
}: WorkflowDiagramProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const { colorScheme } = useMantineColorScheme();
  const [flow, setFlow] = useState<ReactFlowInstance<StatusNode, WayEdge> | null>(null);
  /** Where statuses are while they are dragged. */
  const [moving, setMoving] = useState(none);

  const ways = useMemo(() => waysOf(transitions), [transitions]);
  const boxes = useMemo(
    () => boxesOf(places, (key) => fromAnywhere(transitions, key).length),
    [places, transitions],
  );
  const settled = useMemo(() => routesOf(boxes, ways), [boxes, ways]);
  const pane = useRef<HTMLDivElement>(null);
  const whole = useRef({ boxes, settled });
  useEffect(() => {
    whole.current = { boxes, settled };
  });

  /** Shows all of it, also lines that reach out beyond the statuses. */
  function fit(instance: ReactFlowInstance<StatusNode, WayEdge>, duration: number, readable = false) {
    const { width = 0, height = 0 } = pane.current?.getBoundingClientRect() ?? {};
    const { boxes: standing, settled: drawn } = whole.current;
    if (width === 0 || height === 0 || standing.size === 0) return;
    const bounds = around([...standing.values(), ...[...drawn.values()].map(({ extent }) => extent)]);
    const view = getViewportForBounds(bounds, width, height, zooms.least, zooms.whole, 0.06);
    const here = [...(statusMarks ?? [])].find(([, mark]) => mark === "here")?.[0];
    const begin = standing.get(here ?? initial);
    if (readable && view.zoom < tooSmall && begin) {
      const { readable: zoom } = zooms;
      const y = here === undefined ? 40 - begin.y * zoom : height / 2 - (begin.y + begin.height / 2) * zoom;
      void instance.setViewport({ x: width / 2 - (begin.x + begin.width / 2) * zoom, y, zoom });
    } else {
      void instance.setViewport(view, { duration });
    }
  }

  const routes = useMemo(
    () =>
      moving.size === 0
        ? settled
        : routesOf(
            boxesOf(new Map([...places, ...moving]), (key) => fromAnywhere(transitions, key).length),
            ways,
            { routes: settled, moved: new Set(moving.keys()) },
          ),
    [moving, places, settled, transitions, ways],
  );

  const data = useMemo(
    () =>
      new Map(
        statuses.map((status): [string, StatusData] => [
          status.key,
          {
            status,
            initial: status.key === initial,
            pills: fromAnywhere(transitions, status.key),
            tickets: tickets?.get(status.key),
            mark: statusMarks?.get(status.key),
            wrong: wrongStatuses?.get(status.key),
          },
        ]),
      ),
    [initial, statusMarks, statuses, tickets, transitions, wrongStatuses],
  );
  const editable = editing !== undefined;
  // What stays as it was keeps its identity, so that a drag draws only what it moves.
  const standing = useMemo(() => {
    const selected = new Set(selection.statuses);
    return statuses.flatMap(({ key, name, category }): StatusNode[] => {
      const position = places.get(key);
      const own = data.get(key);
      if (!position || !own) return [];
      const meaning = i18n._(statusCategories[category]);
      return [
        {
          id: key,
          type: "status",
          position,
          data: own,
          selected: selected.has(key),
          width: statusSize.width,
          height: statusSize.height,
          measured: statusSize,
          handles,
          ariaLabel: `${name}, ${meaning}`,
        },
      ];
    });
  }, [data, i18n, places, selection.statuses, statuses]);
  const nodes = useMemo(
    () =>
      moving.size === 0
        ? standing
        : standing.map((node) => {
            const position = moving.get(node.id);
            return position ? { ...node, position } : node;
          }),
    [moving, standing],
  );
  const lines = useMemo(() => {
    const selected = new Set(selection.transitions);
    const names = new Map(statuses.map(({ key, name }) => [key, name]));
    return ways.flatMap(({ id, transition, name, from, to }): WayEdge[] => {
      const route = settled.get(id);
      if (!route) return [];
      const start = names.get(from) ?? from;
      const end = names.get(to) ?? to;
      const mark = transitionMarks?.get(id) ?? transitionMarks?.get(transition);
      const wrong = wrongTransitions?.get(transition);
      return [
        {
          id,
          type: "way",
          source: from,
          target: to,
          sourceHandle: "bottom",
          targetHandle: "end",
          data: { name, transition, route, mark, wrong, quiet },
          selected: selected.has(transition),
          ariaLabel: t`${name}: from “${start}” to “${end}”`,
        },
      ];
    });
  }, [quiet, selection.transitions, settled, statuses, t, transitionMarks, ways, wrongTransitions]);
  const edges = useMemo(
    () =>
      routes === settled
        ? lines
        : lines.map((line) => {
            const route = routes.get(line.id);
            return route && line.data && route !== line.data.route
              ? { ...line, data: { ...line.data, route } }
              : line;
          }),
    [lines, routes, settled],
  );

  const pills = useMemo(
    () => ({
      selected: new Set(selection.transitions),
      marks: transitionMarks,
      wrong: wrongTransitions,
      quiet,
      select: editing && ((key: string) => editing.onSelect(() => ({ statuses: [], transitions: [key] }))),
    }),
    [editing, quiet, selection.transitions, transitionMarks, wrongTransitions],
  );

  function onNodesChange(changes: NodeChange<StatusNode>[]) {
    if (!editing) return;
    const moves = changes.flatMap((change) =>
      change.type === "position" && change.position ? [{ ...change, position: change.position }] : [],
    );
    if (moves.length > 0) {
      const next = new Map(moving);
      for (const { id, position } of moves)
        next.set(id, { x: Math.round(position.x), y: Math.round(position.y) });
      setMoving(next);
      if (moves.every(({ dragging }) => !dragging)) finish(next);
    } else if (changes.some((change) => change.type === "position" && change.dragging === false)) {
      finish(moving);
    }
    const chosen = changes.filter((change) => change.type === "select");
    if (chosen.length > 0) {
      editing.onSelect(({ statuses: before, transitions: others }) => {
        const next = new Set(before);
        for (const { id, selected } of chosen) if (!selected) next.delete(id);
        for (const { id, selected } of chosen) if (selected) next.add(id);
        return { statuses: [...next], transitions: others };
      });
    }
  }

  function finish(moved: ReadonlyMap<string, Point>) {
    if (moved.size > 0) editing?.onMove(moved);
    setMoving(none);
  }

  function onEdgesChange(changes: EdgeChange<WayEdge>[]) {
    const chosen = changes.filter((change) => change.type === "select");
    if (!editing || chosen.length === 0) return;
    const transitionOf = (id: string) => ways.find((way) => way.id === id)?.transition;
    editing.onSelect(({ statuses: others, transitions: before }) => {
      const next = new Set(before);
      for (const { id, selected } of chosen) {
        const transition = transitionOf(id);
        if (transition && !selected) next.delete(transition);
      }
      for (const { id, selected } of chosen) {
        const transition = transitionOf(id);
        if (transition && selected) next.add(transition);
      }
      return { statuses: others, transitions: [...next] };
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    const target = event.target as HTMLElement;
    // React Flow selects what has the focus on the first Enter; a second one opens it.
    if (target.matches(".react-flow__node.selected, .react-flow__edge.selected")) editing?.onOpen();
  }

  return (
    <Pills value={pills}>
      <svg width="0" height="0" style={{ position: "absolute" }} aria-hidden="true">
        <defs>
          <marker
            id="maru-arrow"
            viewBox="0 0 10 10"
            refX="2"
            refY="5"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M 0 0 L 10 5 L 0 10 z" className={classes.head} />
          </marker>
        </defs>
      </svg>
      <ReactFlow<StatusNode, WayEdge>
        ref={pane}
        className={classes.diagram}
        colorMode={colorScheme === "dark" ? "dark" : colorScheme === "light" ? "light" : "system"}
        aria-label={label}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onKeyDown={onKeyDown}
        onConnect={({ source, target }) => editing?.onConnect(source, target)}
        onConnectEnd={(event, state) => {
          const point = "changedTouches" in event ? event.changedTouches[0] : event;
          if (state.isValid || !state.fromNode || !point || !flow) return;
          const from = state.fromNode.id;
          // The whole of a status takes a line, not only its dots.
          const under = document
            .elementFromPoint(point.clientX, point.clientY)
            ?.closest<HTMLElement>(".react-flow__node")?.dataset.id;
          if (under !== undefined) {
            if (under !== from) editing?.onConnect(from, under);
            return;
          }
          const place = flow.screenToFlowPosition({ x: point.clientX, y: point.clientY });
          editing?.onExtend(from, {
            x: Math.round(place.x - statusSize.width / 2),
            y: Math.round(place.y),
          });
        }}
        onBeforeDelete={async ({ nodes: gone, edges: cut }) => {
          const chosen = cut
            .filter(({ selected }) => selected)
            .flatMap((edge) => edge.data?.transition ?? []);
          editing?.onDelete({ statuses: gone.map(({ id }) => id), transitions: [...new Set(chosen)] });
          return false;
        }}
        onInit={(instance) => {
          setFlow(instance);
          fit(instance, 0, true);
          editing?.onReady?.({
            centre: () => {
              const shown = pane.current?.getBoundingClientRect();
              return shown
                ? instance.screenToFlowPosition({
                    x: shown.x + shown.width / 2,
                    y: shown.y + shown.height / 2,
                  })
                : { x: 0, y: 0 };
            },
            fit: () => fit(instance, 200),
            show: ({ x, y }) => {
              const zoom = Math.max(instance.getZoom(), 0.6);
              const middle = { x: x + statusSize.width / 2, y: y + statusSize.height / 2 };
              void instance.setCenter(middle.x, middle.y, { zoom, duration: 200 });
            },
          });
        }}
        nodesDraggable={editable}
        nodesConnectable={editable}
        elementsSelectable={editable}
        nodesFocusable={editable}
        edgesFocusable={editable}
        deleteKeyCode={editable ? ["Delete", "Backspace"] : null}
        multiSelectionKeyCode={["Control", "Meta", "Shift"]}
        selectionKeyCode="Shift"
        selectionMode={SelectionMode.Partial}
        connectionMode={ConnectionMode.Loose}
        connectionRadius={28}
        fitView
        minZoom={zooms.least}
        maxZoom={zooms.most}
        autoPanOnNodeFocus
        elevateNodesOnSelect={false}
        ariaLabelConfig={{
          "node.a11yDescription.default": t`Enter selects the status. The arrow keys move it, Delete removes it.`,
          "node.a11yDescription.keyboardDisabled": t`Enter selects the status. The arrow keys move it, Delete removes it.`,
          "node.a11yDescription.ariaLiveMessage": () => t`The status was moved.`,
          "edge.a11yDescription.default": t`Enter selects the transition. Delete removes it.`,
          "controls.ariaLabel": t`View of the diagram`,
          "controls.zoomIn.ariaLabel": t`Zoom in`,
          "controls.zoomOut.ariaLabel": t`Zoom out`,
          "minimap.ariaLabel": t`Small map of the diagram`,
          "handle.ariaLabel": t`Draw a transition`,
        }}
      >
        <Background gap={20} size={1.2} />
        <Controls showInteractive={false} showFitView={false}>
          <ControlButton
            className="react-flow__controls-fitview"
            title={t`Show all of it`}
            aria-label={t`Show all of it`}
            onClick={() => flow && fit(flow, 200)}
          >
            <IconMaximize aria-hidden />
          </ControlButton>
        </Controls>
        {minimap && statuses.length > 12 && <MiniMap<StatusNode> pannable zoomable nodeColor={colourOf} />}
        {children}
      </ReactFlow>
    </Pills>
  );
}

const colours = { new: "#8d98f0", active: "#58abf2", waiting: "#e5a845", done: "#5cc48c" };

function colourOf({ data }: StatusNode): string {
  return colours[data.status.category];
}
