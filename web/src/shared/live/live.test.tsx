import { useQuery } from "@tanstack/react-query";
import { act } from "@testing-library/react";
import { renderInApp } from "@/testing/render";
import { useLiveQueries, useLiveUpdates } from "./live";

class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeEventSource[] = [];
  readyState = 1;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
    FakeEventSource.opened.push(this);
  }
  close() {
    this.readyState = 2;
  }
  tell(key: string) {
    const data = JSON.stringify({ key, deskKey: "IT", version: 2, kind: "changed" });
    this.dispatchEvent(new MessageEvent("ticket", { data }));
  }
}

function Screen({ load }: { load: (key: string) => string }) {
  useLiveUpdates();
  useLiveQueries(({ key }) => [["ticket", key]]);
  useQuery({ queryKey: ["ticket", "IT-1"], queryFn: () => load("IT-1") });
  useQuery({ queryKey: ["ticket", "IT-2"], queryFn: () => load("IT-2") });
  return null;
}

beforeEach(() => {
  FakeEventSource.opened = [];
  vi.stubGlobal("EventSource", FakeEventSource);
  vi.useFakeTimers({ shouldAdvanceTime: true });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));

test("an event makes its ticket be fetched again, once for many events, and no other", async () => {
  const load = vi.fn((key: string) => key);
  await renderInApp(<Screen load={load} />);
  await pass(10);
  load.mockClear();
  const [source] = FakeEventSource.opened;
  source?.tell("IT-1");
  source?.tell("IT-1");
  await pass(1_000);
  expect(load.mock.calls).toEqual([["IT-1"]]);
});

test("changes that do not stop are fetched in rounds, not one by one", async () => {
  const load = vi.fn((key: string) => key);
  await renderInApp(<Screen load={load} />);
  await pass(10);
  load.mockClear();
  for (let tenth = 0; tenth < 100; tenth++) {
    FakeEventSource.opened[0]?.tell("IT-1");
    await pass(100);
  }
  expect(load.mock.calls.length).toBeGreaterThan(3);
  expect(load.mock.calls.length).toBeLessThan(7);
});

test("after a lost connection everything on the screen is fetched again", async () => {
  const load = vi.fn((key: string) => key);
  await renderInApp(<Screen load={load} />);
  await pass(10);
  load.mockClear();
  const [first] = FakeEventSource.opened;
  act(() => {
    first?.close();
    first?.onerror?.();
  });
  await pass(2_000);
  expect(FakeEventSource.opened).toHaveLength(2);
  act(() => FakeEventSource.opened[1]?.onopen?.());
  await pass(10);
  expect(load.mock.calls).toEqual([["IT-1"], ["IT-2"]]);
});

test("a server that goes on refusing is asked ever more slowly", async () => {
  await renderInApp(<Screen load={(key) => key} />);
  for (let attempt = 0; attempt < 8; attempt++) {
    const last = FakeEventSource.opened.at(-1);
    act(() => {
      last?.close();
      last?.onerror?.();
    });
    await pass(5_000);
  }
  expect(FakeEventSource.opened.length).toBeLessThan(7);
});
