import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

const SOURCE = readFileSync("public/push-worker.js", "utf8");
const ORIGIN = "https://maru.example";

interface Page {
  url: string;
  focus: () => Promise<void>;
}

/** The worker as a browser runs it, with these addresses open in its tabs. */
function worker(...open: string[]) {
  const listeners = new Map<string, (event: unknown) => void>();
  const focused: string[] = [];
  const opened: string[] = [];
  const shown: { title: string; options: NotificationOptions }[] = [];
  const pages: Page[] = open.map((url) => ({
    url,
    focus: async () => {
      focused.push(url);
    },
  }));
  const self = {
    location: new URL("/push-worker.js", ORIGIN),
    addEventListener: (kind: string, listener: (event: unknown) => void) => listeners.set(kind, listener),
    skipWaiting: async () => {},
    registration: {
      showNotification: async (title: string, options: NotificationOptions) => {
        shown.push({ title, options });
      },
    },
    clients: {
      matchAll: async () => pages,
      openWindow: async (path: string) => {
        opened.push(path);
      },
    },
  };
  runInNewContext(SOURCE, { self, URL });

  async function happens(kind: string, event: object) {
    const work: unknown[] = [];
    listeners.get(kind)?.({ ...event, waitUntil: (promise: unknown) => work.push(promise) });
    await Promise.all(work);
  }
  return {
    focused,
    opened,
    shown,
    told: (content: object) => happens("push", { data: { json: () => content } }),
    clicked: async (path: string) => {
      const close = vi.fn();
      await happens("notificationclick", { notification: { close, data: { path } } });
      expect(close).toHaveBeenCalled();
    },
  };
}

test("what is told is shown in its reader's language, and a later one of a ticket takes its place", async () => {
  const { told, shown } = worker();
  await told({
    title: "IT-7 메일이 느려요",
    body: "김 님이 댓글을 남겼습니다",
    path: "/tickets/IT-7",
    tag: "IT-7",
    language: "ko",
  });
  expect(shown).toEqual([
    {
      title: "IT-7 메일이 느려요",
      options: {
        body: "김 님이 댓글을 남겼습니다",
        tag: "IT-7",
        lang: "ko",
        renotify: true,
        data: { path: "/tickets/IT-7" },
      },
    },
  ]);
});

test("a click leads to the tab in which the ticket is open", async () => {
  const { clicked, focused, opened } = worker(
    `${ORIGIN}/inbox`,
    `${ORIGIN}/tickets/IT-7?tab=history#comment-3`,
  );
  await clicked("/tickets/IT-7");
  expect(focused).toEqual([`${ORIGIN}/tickets/IT-7?tab=history#comment-3`]);
  expect(opened).toEqual([]);
});

test("a click opens the ticket where no tab shows it", async () => {
  const { clicked, focused, opened } = worker(`${ORIGIN}/tickets/IT-70`);
  await clicked("/tickets/IT-7");
  expect(focused).toEqual([]);
  expect(opened).toEqual([`${ORIGIN}/tickets/IT-7`]);
});

test.each([
  "https://elsewhere.example/tickets/IT-7",
  "//elsewhere.example/",
  "/\\elsewhere.example/",
  "javascript:1",
])("a click leads nowhere else: %s", async (path) => {
  const { clicked, focused, opened } = worker("https://maru.example/tickets/IT-7");
  await clicked(path);
  expect(focused).toEqual([]);
  expect(opened).toEqual([`${ORIGIN}/`]);
});
