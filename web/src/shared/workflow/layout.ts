import { graphlib, layout } from "@dagrejs/dagre";
import type { DiagramStatus, DiagramTransition, Point } from "./diagram";
import { pillHeight, statusSize } from "./diagram";

type Placeable = Pick<DiagramStatus, "key" | "position">;
type Leading = Pick<DiagramTransition, "from" | "to">;

const gap = 40;

/** A place for every status, from the beginning at the top to the end at the bottom. */
export function tidied(statuses: readonly Placeable[], transitions: readonly Leading[]): Map<string, Point> {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 90, ranksep: 84, edgesep: 40, marginx: gap, marginy: gap });
  graph.setDefaultEdgeLabel(() => ({}));
  const keys = new Set(statuses.map(({ key }) => key));
  for (const { key } of statuses) {
    const pills = transitions.filter(({ from, to }) => from.length === 0 && to === key).length;
    graph.setNode(key, { width: statusSize.width, height: statusSize.height + pills * pillHeight });
  }
  for (const [number, { from, to }] of transitions.entries()) {
    for (const start of from)
      if (start !== to && keys.has(start) && keys.has(to)) graph.setEdge(start, to, {}, `${number}`);
  }
  layout(graph);
  return new Map(
    statuses.map(({ key }) => {
      const { x, y, width, height } = graph.node(key) as Point & { width: number; height: number };
      return [key, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
    }),
  );
}

function overlaps(one: Point, other: Point): boolean {
  return (
    Math.abs(one.x - other.x) < statusSize.width + gap / 2 &&
    Math.abs(one.y - other.y) < statusSize.height + pillHeight + gap / 2
  );
}

/** The free place that is nearest to this one. */
export function freePlace(wanted: Point, taken: readonly Point[]): Point {
  const column = statusSize.width + gap;
  const row = statusSize.height + pillHeight + gap;
  for (let ring = 0; ; ring++) {
    let nearest: { place: Point; distance: number } | undefined;
    for (let right = -ring; right <= ring; right++) {
      for (let down = -ring; down <= ring; down++) {
        if (Math.max(Math.abs(right), Math.abs(down)) < ring) continue;
        const place = { x: wanted.x + right * column, y: wanted.y + down * row };
        // Below is where work goes on.
        const distance = Math.hypot(place.x - wanted.x, place.y - wanted.y) - Math.sign(down);
        if (nearest && nearest.distance <= distance) continue;
        if (!taken.some((other) => overlaps(place, other))) nearest = { place, distance };
      }
    }
    if (nearest) return nearest.place;
  }
}

/** Where each status stands: where it was put; the others below one that leads to them. */
export function placed(statuses: readonly Placeable[], transitions: readonly Leading[]): Map<string, Point> {
  const places = new Map<string, Point>();
  for (const { key, position } of statuses) if (position) places.set(key, position);
  if (places.size === 0) return tidied(statuses, transitions);
  for (const { key } of statuses) {
    if (places.has(key)) continue;
    const before = transitions
      .filter(({ to }) => to === key)
      .flatMap(({ from }) => from)
      .find((status) => places.has(status));
    const beside = (before && places.get(before)) || [...places.values()][0] || { x: gap, y: gap };
    places.set(key, freePlace({ x: beside.x, y: beside.y + statusSize.height + 84 }, [...places.values()]));
  }
  return places;
}
