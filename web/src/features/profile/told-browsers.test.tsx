import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { ToldBrowsers } from "./told-browsers";

const chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36";
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0";
const elsewhere = { id: 4, userAgent: firefox, createdAt: "2026-11-20T09:00:00Z", toldAt: null };
const here = { id: 7, userAgent: chrome, createdAt: "2026-11-23T09:00:00Z", toldAt: "2026-11-23T10:00:00Z" };

const undo: (() => void)[] = [];

/** What jsdom has not, for one test. */
function put(where: object, name: string, value: unknown) {
  Object.defineProperty(where, name, { configurable: true, value });
  undo.push(() => Reflect.deleteProperty(where, name));
}

/** A browser as far as it has notifications; what it is asked is remembered. */
function aBrowser(permission: NotificationPermission, subscribed: boolean) {
  const unsubscribe = vi.fn(async () => {
    subscription = null;
    return true;
  });
  const made = {
    endpoint: "https://push.example/1",
    toJSON: () => ({ keys: { p256dh: "key", auth: "secret" } }),
    unsubscribe,
  };
  let subscription: typeof made | null = subscribed ? made : null;
  const subscribe = vi.fn(async () => (subscription = made));
  const registration = { pushManager: { getSubscription: async () => subscription, subscribe } };
  put(window, "isSecureContext", true);
  put(window, "PushManager", class {});
  put(window, "Notification", { permission, requestPermission: async () => permission });
  put(navigator, "serviceWorker", {
    getRegistration: async () => registration,
    register: async () => registration,
    ready: Promise.resolve(registration),
  });
  return { subscribe, unsubscribe };
}

afterEach(() => {
  for (const take of undo.splice(0)) take();
});

const nobodyHere = { active: true, serverKey: "server-key", items: [elsewhere] };
const toldHere = { active: true, serverKey: "server-key", items: [here, elsewhere] };

test("one is told in this browser once one has switched it on", async () => {
  const { subscribe } = aBrowser("granted", false);
  const sent = answering({
    "GET /api/me/browsers": [{ body: nobodyHere }, { body: toldHere }],
    "PUT /api/me/browsers/current": { body: { id: 7 } },
    "POST /api/me/browsers/current": { body: { id: 7 } },
  });
  await renderInApp(<ToldBrowsers />);
  await userEvent.click(await screen.findByRole("switch", { name: /Notify me in this browser/ }));

  await waitFor(() => expect(screen.getByText("This browser")).toBeVisible());
  expect(screen.getByRole("switch")).toBeChecked();
  expect(subscribe).toHaveBeenCalledWith({ userVisibleOnly: true, applicationServerKey: "server-key" });
  expect(JSON.parse(sent.find(({ method }) => method === "PUT")?.body ?? "")).toEqual({
    endpoint: "https://push.example/1",
    publicKey: "key",
    secret: "secret",
  });
});

test("switching off removes this browser and what is on its way to it", async () => {
  const { unsubscribe } = aBrowser("granted", true);
  const sent = answering({
    "GET /api/me/browsers": [{ body: toldHere }, { body: nobodyHere }],
    "POST /api/me/browsers/current": { body: { id: 7 } },
    "DELETE /api/me/browsers/7": { status: 204 },
  });
  await renderInApp(<ToldBrowsers />);
  await waitFor(() => expect(screen.getByRole("switch")).toBeChecked());
  await userEvent.click(screen.getByRole("switch"));

  await waitFor(() => expect(screen.getByRole("switch")).not.toBeChecked());
  expect(sent.some(({ method }) => method === "DELETE")).toBe(true);
  expect(unsubscribe).toHaveBeenCalled();
});

test("a browser that told somebody else tells nobody any more", async () => {
  const { unsubscribe } = aBrowser("granted", true);
  answering({
    "GET /api/me/browsers": { body: nobodyHere },
    "POST /api/me/browsers/current": { body: { id: null } },
  });
  await renderInApp(<ToldBrowsers />);
  await waitFor(() => expect(unsubscribe).toHaveBeenCalled());
  expect(await screen.findByRole("switch")).not.toBeChecked();
});

test("a browser that blocks notifications says so, and other browsers can still be removed", async () => {
  aBrowser("denied", false);
  answering({ "GET /api/me/browsers": { body: nobodyHere } });
  await renderInApp(<ToldBrowsers />);
  expect(await screen.findByText(/blocks notifications from Maru/)).toBeVisible();
  expect(screen.getByRole("switch")).toBeDisabled();
  expect(screen.getByRole("button", { name: "Remove Firefox · Linux" })).toBeEnabled();
});

test("over plain HTTP a sentence says what is missing", async () => {
  put(window, "isSecureContext", false);
  answering({ "GET /api/me/browsers": { body: nobodyHere } });
  await renderInApp(<ToldBrowsers />);
  expect(await screen.findByText(/opened over HTTPS/)).toBeVisible();
  expect(screen.getByRole("switch")).toBeDisabled();
});

test("where nobody is told in browsers there is nothing to switch", async () => {
  answering({ "GET /api/me/browsers": { body: { active: false, serverKey: null, items: [] } } });
  const { container, queryClient } = await renderInApp(<ToldBrowsers />);
  await waitFor(() => expect(queryClient.getQueryData(["told browsers"])).toBeTruthy());
  await waitFor(() => expect(container.querySelector(".mantine-Skeleton-root")).toBeNull());
  expect(screen.queryByRole("switch")).toBeNull();
});
