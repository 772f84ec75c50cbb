import type { Point, Way } from "./diagram";
import { pillHeight, statusSize } from "./diagram";

export interface Box extends Point {
  width: number;
  height: number;
}

/** How a way is drawn. */
export interface Route {
  path: string;
  /** The middle of its label. */
  label: Point;
  /** What it takes up, with its label. */
  extent: Box;
}

const labelHeight = 22;
const arrow = 7;
const bends = [0, 36, -36, 72, -72, 120, -120, 180, -180, 260, -260, 360, -360];
const labelPlaces = [0.5, 0.38, 0.62, 0.28, 0.72];
const samples = [0.12, 0.2, 0.28, 0.36, 0.44, 0.5, 0.56, 0.64, 0.72, 0.8, 0.88];

export function boxesOf(
  places: ReadonlyMap<string, Point>,
  pills: (status: string) => number,
): Map<string, Box> {
  return new Map(
    [...places].map(([key, { x, y }]) => [
      key,
      { x, y, width: statusSize.width, height: statusSize.height + pills(key) * pillHeight },
    ]),
  );
}

/** The part of a box that lines begin and end at; pills hang below it. */
function body({ x, y, width }: Box): Box {
  return { x, y, width, height: statusSize.height };
}

function centre({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function holds({ x, y, width, height }: Box, point: Point, margin: number): boolean {
  return (
    point.x > x - margin &&
    point.x < x + width + margin &&
    point.y > y - margin &&
    point.y < y + height + margin
  );
}

function touch(one: Box, other: Box, margin: number): boolean {
  return (
    one.x < other.x + other.width + margin &&
    other.x < one.x + one.width + margin &&
    one.y < other.y + other.height + margin &&
    other.y < one.y + one.height + margin
  );
}

/** Where a line from the centre of a box towards a point leaves it. */
function border(box: Box, towards: Point, distance: number): Point {
  const middle = centre(box);
  const dx = towards.x - middle.x;
  const dy = towards.y - middle.y;
  const length = Math.hypot(dx, dy) || 1;
  const scale = Math.min(
    dx === 0 ? Number.POSITIVE_INFINITY : box.width / 2 / Math.abs(dx),
    dy === 0 ? Number.POSITIVE_INFINITY : box.height / 2 / Math.abs(dy),
  );
  const reach = Number.isFinite(scale) ? scale : 0;
  return { x: middle.x + dx * (reach + distance / length), y: middle.y + dy * (reach + distance / length) };
}

function curve(start: Point, control: Point, end: Point, at: number): Point {
  const rest = 1 - at;
  return {
    x: rest * rest * start.x + 2 * rest * at * control.x + at * at * end.x,
    y: rest * rest * start.y + 2 * rest * at * control.y + at * at * end.y,
  };
}

/** About as wide as a name is drawn: Hangul takes twice the room of Latin letters. */
function labelBox(name: string, { x, y }: Point): Box {
  const letters = [...name].reduce((sum, letter) => sum + (letter > "\u1100" ? 12 : 6.6), 0);
  const width = Math.min(letters, 150) + 16;
  return { x: x - width / 2, y: y - labelHeight / 2, width, height: labelHeight };
}

/** The smallest box around others. */
export function around(boxes: Iterable<Box>): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return left > right
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}

const rounded = ({ x, y }: Point) => `${x.toFixed(1)} ${y.toFixed(1)}`;

/**
 * Lines between the statuses, each bent so far that it crosses no other status, lies on no other line between the
 * same two, and its label can be read. Ways that `keep` names stay as they were.
 */
export function routesOf(
  boxes: ReadonlyMap<string, Box>,
  ways: readonly Way[],
  keep?: { routes: ReadonlyMap<string, Route>; moved: ReadonlySet<string> },
): Map<string, Route> {
  const routes = new Map<string, Route>();
  const labels: Box[] = [];
  const used = new Map<string, Set<number>>();
  const all = [...boxes];
  const settle = (way: Way, route: Route) => {
    routes.set(way.id, route);
    labels.push(labelBox(way.name, route.label));
  };
  for (const way of ways) {
    const kept = keep && !keep.moved.has(way.from) && !keep.moved.has(way.to) && keep.routes.get(way.id);
    if (kept) settle(way, kept);
  }
  for (const way of ways) {
    const from = boxes.get(way.from);
    const to = boxes.get(way.to);
    if (!from || !to || routes.has(way.id)) continue;
    const forward = way.from <= way.to;
    const pair = forward ? `${way.from} ${way.to}` : `${way.to} ${way.from}`;
    const bent = used.get(pair) ?? new Set<number>();
    used.set(pair, bent);
    if (way.from === way.to) {
      const reach = 34 + bent.size * 26;
      bent.add(bent.size);
      const right = from.x + from.width;
      const height = from.y + statusSize.height * 0.3;
      const below = from.y + statusSize.height * 0.72;
      const label = { x: right + reach * 1.12 + 4, y: from.y + statusSize.height / 2 };
      settle(way, {
        path: `M ${rounded({ x: right, y: height })} C ${rounded({ x: right + reach * 1.5, y: height - reach * 0.5 })} ${rounded({ x: right + reach * 1.5, y: below + reach * 0.5 })} ${rounded({ x: right + arrow, y: below })}`,
        label,
        extent: labelBox(way.name, label),
      });
      continue;
    }
    const one = centre(body(from));
    const other = centre(body(to));
    const length = Math.hypot(other.x - one.x, other.y - one.y) || 1;
    const side = forward ? 1 : -1;
    const normal = { x: (-(other.y - one.y) / length) * side, y: ((other.x - one.x) / length) * side };
    let best: { cost: number; bend: number; route: Route } | undefined;
    for (const bend of bends) {
      if (bent.has(bend)) continue;
      const least = Math.abs(bend) * 0.4;
      if (best && best.cost <= least) break;
      const control = {
        x: (one.x + other.x) / 2 + normal.x * bend * 2,
        y: (one.y + other.y) / 2 + normal.y * bend * 2,
      };
      const start = border(body(from), control, 0);
      const end = border(body(to), control, arrow);
      const points = samples.map((at) => curve(start, control, end, at));
      let crossed = 0;
      for (const [key, box] of all) {
        if (key === way.from || key === way.to) continue;
        if (points.some((point) => holds(box, point, 8))) crossed++;
      }
      for (const [position, at] of labelPlaces.entries()) {
        const label = curve(start, control, end, at);
        const box = labelBox(way.name, label);
        const hidden =
          all.filter(([, status]) => touch(box, status, 2)).length * 260 +
          labels.filter((lying) => touch(box, lying, 3)).length * 180;
        const cost = least + crossed * 400 + hidden + position * 6;
        if (!best || cost < best.cost) {
          const path = `M ${rounded(start)} Q ${rounded(control)} ${rounded(end)}`;
          const extent = around([box, ...points.map((point) => ({ ...point, width: 0, height: 0 }))]);
          best = { cost, bend, route: { path, label, extent } };
        }
        if (hidden === 0) break;
      }
    }
    if (!best) continue;
    bent.add(best.bend);
    settle(way, best.route);
  }
  return routes;
}
