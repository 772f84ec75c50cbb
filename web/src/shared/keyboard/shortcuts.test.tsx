import { fireEvent, screen } from "@testing-library/react";
import { renderInApp } from "@/testing/render";
import { useShortcuts } from "./shortcuts";

function Page({ run }: { run: () => void }) {
  useShortcuts([{ keys: "j", label: "Next", group: "Lists", run }]);
  return <input aria-label="Note" />;
}

test("a key works on the page, also while the Korean keyboard is on, and not while typing", async () => {
  const run = vi.fn();
  await renderInApp(<Page run={run} />);
  fireEvent.keyDown(document.body, { key: "j", code: "KeyJ" });
  fireEvent.keyDown(document.body, { key: "ㅓ", code: "KeyJ" });
  expect(run).toHaveBeenCalledTimes(2);
  fireEvent.keyDown(screen.getByLabelText("Note"), { key: "j", code: "KeyJ" });
  fireEvent.keyDown(document.body, { key: "j", code: "KeyJ", ctrlKey: true });
  fireEvent.keyDown(document.body, { key: "J", code: "KeyJ", shiftKey: true });
  expect(run).toHaveBeenCalledTimes(2);
});

test("a key stops working with the component that brought it", async () => {
  const run = vi.fn();
  const { unmount } = await renderInApp(<Page run={run} />);
  unmount();
  fireEvent.keyDown(document.body, { key: "j", code: "KeyJ" });
  expect(run).not.toHaveBeenCalled();
});
