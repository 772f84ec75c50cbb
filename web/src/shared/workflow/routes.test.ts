import type { Way } from "./diagram";
import { statusSize } from "./diagram";
import { tidied } from "./layout";
import { boxesOf, routesOf } from "./routes";

const way = (id: string, from: string, to: string): Way => ({ id, transition: id, name: id, from, to });

/** The corners a path names, as numbers. */
const numbers = (path = "") => (path.match(/-?\d+(\.\d+)?/g) ?? []).map(Number);

test("ways between the same two statuses take different roads, and so do loops", () => {
  const boxes = boxesOf(
    new Map([
      ["a", { x: 0, y: 0 }],
      ["b", { x: 0, y: 300 }],
    ]),
    () => 0,
  );
  const routes = routesOf(boxes, [
    way("there", "a", "b"),
    way("also", "a", "b"),
    way("back", "b", "a"),
    way("again", "a", "a"),
    way("once more", "a", "a"),
  ]);
  expect(new Set([...routes.values()].map(({ path }) => path)).size).toBe(5);
  expect(
    new Set([...routes.values()].map(({ label }) => `${Math.round(label.x)} ${Math.round(label.y)}`)).size,
  ).toBe(5);
});

test("a way bends around a status that stands in between", () => {
  const boxes = boxesOf(
    new Map([
      ["a", { x: 0, y: 0 }],
      ["between", { x: 0, y: 200 }],
      ["b", { x: 0, y: 400 }],
    ]),
    () => 0,
  );
  const [, , controlX = 0] = numbers(routesOf(boxes, [way("past", "a", "b")]).get("past")?.path);
  expect(Math.abs(controlX - statusSize.width / 2)).toBeGreaterThan(statusSize.width / 2);
});

test("sixty statuses and a hundred and fifty transitions are drawn within the blink of an eye", () => {
  const statuses = Array.from({ length: 60 }, (_, number) => ({
    key: `s${number}`,
    name: `Status ${number}`,
    category: "active" as const,
  }));
  const transitions = Array.from({ length: 150 }, (_, number) => ({
    key: `t${number}`,
    name: `Step ${number}`,
    from: [`s${(number * 7) % 60}`],
    to: `s${((number * 7) % 60) + 1 + (number % 5) > 59 ? number % 60 : ((number * 7) % 60) + 1 + (number % 5)}`,
  }));
  const places = tidied(statuses, transitions);
  const routes = routesOf(
    boxesOf(places, () => 0),
    transitions.map(({ key, from, to }) => way(key, from[0] ?? "", to)),
  );
  expect(routes.size).toBe(150);
});
