import { copied, pasted, same, withPlaces, withStatus, without, withTransition } from "./definition";
import type { Definition } from "./definition";
import { differences } from "./difference";
import { begin, change, redo, undo } from "./edit-history";
import { placeOf } from "./places-of-problems";

const text = (en: string) => ({ en, ko: null });

/** open → working → done, drawn as a person would. */
function aWorkflow(): Definition {
  let definition: Definition = { name: text("Incident"), initial: "", statuses: [], transitions: [] };
  for (const [name, category] of [
    ["Open", "new"],
    ["Working", "active"],
    ["Done", "done"],
  ] as const)
    definition = withStatus(definition, { name: text(name), category }).definition;
  for (const [name, from, to] of [
    ["Start", "open", "working"],
    ["Finish", "working", "done"],
  ] as const)
    definition = withTransition(definition, { name: text(name), from: [from], to }).definition;
  return definition;
}

test("the first status is the beginning, and what ends work asks for its resolution", () => {
  const workflow = aWorkflow();
  expect(workflow.initial).toBe("open");
  expect(workflow.transitions.map(({ screen }) => screen.map(({ field }) => field))).toEqual([
    [],
    ["resolution"],
  ]);
});

test("names in Korean alone still get keys, each its own", () => {
  const { definition, key } = withStatus(aWorkflow(), {
    name: { ko: "보류", en: null },
    category: "waiting",
  });
  expect(key).toBe("status");
  expect(withStatus(definition, { name: { ko: "종결", en: null }, category: "done" }).key).toBe("status_2");
});

test("with a status go the transitions that would begin or end there, and none becomes possible from anywhere", () => {
  const both = withTransition(aWorkflow(), { name: text("Drop"), from: ["open", "working"], to: "done" });
  const left = without(both.definition, { statuses: ["working"], transitions: [] });
  expect(left.statuses.map(({ key }) => key)).toEqual(["open", "done"]);
  expect(left.transitions.map(({ key, from }) => [key, from])).toEqual([["drop", ["open"]]]);
  expect(without(left, { statuses: ["open"], transitions: [] }).initial).toBe("done");
});

test("copies take the transitions among them along, under keys of their own", () => {
  const workflow = aWorkflow();
  const copy = pasted(workflow, copied(workflow, ["open", "working"]));
  expect(copy.statuses).toEqual(["open_2", "working_2"]);
  expect(copy.definition.transitions.at(-1)).toMatchObject({
    key: "start_2",
    from: ["open_2"],
    to: "working_2",
  });
  expect(copy.definition.transitions).toHaveLength(3);
});

test("typing is undone at once, and what was undone can be done again", () => {
  let history = begin("");
  for (const typed of ["a", "ab", "abc"]) history = change(history, typed, "name");
  history = change(history, "else");
  history = undo(history);
  expect(history.present).toBe("abc");
  history = undo(history);
  expect(history.present).toBe("");
  expect(redo(redo(history)).present).toBe("else");
  expect(change(history, "new").future).toEqual([]);
});

test("differences name what was added, removed and changed, and no change of place", () => {
  const before = aWorkflow();
  let after = without(before, { statuses: [], transitions: ["start"] });
  after = withTransition(after, { name: text("Take"), from: ["open"], to: "working" }).definition;
  after = {
    ...after,
    statuses: after.statuses.map((status) =>
      status.key === "open"
        ? { ...status, name: text("New") }
        : { ...status, customerName: status.name, position: { x: 1, y: 1 } },
    ),
  };
  expect(
    differences(before, after).map((one) =>
      one.of === "status"
        ? `${one.kind} ${one.status.key} ${"members" in one ? one.members.join() : ""}`
        : one.of === "transition"
          ? `${one.kind} ${one.transition.key}`
          : one.of,
    ),
  ).toEqual(["changed open name", "added take", "removed start"]);
  expect(differences(before, withPlaces(before))).toEqual([]);
  expect(same({ ko: null, en: "x" }, { en: "x" })).toBe(true);
});

test("a layout keeps what was placed and puts the rest where there is room", () => {
  const workflow = aWorkflow();
  const [first, second, third] = workflow.statuses;
  if (!first || !second || !third) throw new Error("three statuses");
  const partly = withPlaces({
    ...workflow,
    statuses: [{ ...first, position: { x: 300, y: 10 } }, { ...second, position: null }, third],
  });
  expect(partly.statuses[0]?.position).toEqual({ x: 300, y: 10 });
  expect(partly.statuses[1]?.position?.y).toBeGreaterThan(60);
  const tidy = withPlaces({
    ...workflow,
    statuses: workflow.statuses.map((status) => ({ ...status, position: null })),
  });
  const heights = tidy.statuses.map(({ position }) => position?.y ?? 0);
  expect(heights).toEqual([...heights].sort((one, other) => one - other));
});

test("a problem's pointer leads to what it is about", () => {
  expect(placeOf("/transitions/1/validators/0/parameters/field", aWorkflow())).toEqual({
    of: "transition",
    key: "finish",
    member: "validators/0/parameters/field",
  });
  expect(placeOf("/statuses", aWorkflow())).toEqual({ of: "workflow", member: "statuses" });
});
