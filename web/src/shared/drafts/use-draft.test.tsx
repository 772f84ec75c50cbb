import { act } from "@testing-library/react";
import { aSession, renderInApp } from "@/testing/render";
import type { Draft } from "./use-draft";
import { useDraft } from "./use-draft";

async function draftOf(person: number): Promise<{ draft: Draft<string>; leave: () => void }> {
  let draft: Draft<string> | undefined;
  function Probe() {
    draft = useDraft<string>("comment.IT-1");
    return null;
  }
  const { unmount } = await renderInApp(<Probe />, aSession({ id: person }));
  if (!draft) throw new Error("The hook did not run");
  return { draft, leave: unmount };
}

test("what was typed last survives leaving the page at once", async () => {
  const first = await draftOf(1);
  first.draft.keep("안");
  first.draft.keep("안녕하세요");
  first.leave();
  expect((await draftOf(1)).draft.found).toBe("안녕하세요");
});

test("a draft is kept when the browser puts the page away", async () => {
  const { draft } = await draftOf(1);
  draft.keep("half a sentence");
  act(() => void window.dispatchEvent(new Event("pagehide")));
  expect((await draftOf(1)).draft.found).toBe("half a sentence");
});

test("nobody finds another person's draft", async () => {
  const first = await draftOf(1);
  first.draft.keep("secret");
  first.leave();
  expect((await draftOf(2)).draft.found).toBeNull();
});

test("a discarded draft stays away, even one not yet written", async () => {
  const first = await draftOf(1);
  first.draft.keep("sent by now");
  first.draft.discard();
  first.leave();
  expect((await draftOf(1)).draft.found).toBeNull();
});

test("a browser that keeps nothing does not stop anybody from typing", async () => {
  const refuse = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const first = await draftOf(1);
  first.draft.keep("text");
  first.leave();
  refuse.mockRestore();
  expect((await draftOf(1)).draft.found).toBeNull();
});
