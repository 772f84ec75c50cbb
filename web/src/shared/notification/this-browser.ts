import { queryOptions } from "@tanstack/react-query";
import { answer, api } from "../api/client";

const worker = "/push-worker.js";

/** Why this browser cannot tell anybody anything; `null` when nothing stands in the way. */
export function hindrance(): "insecure" | "unsupported" | "blocked" | null {
  if (!window.isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
    return "unsupported";
  }
  return Notification.permission === "denied" ? "blocked" : null;
}

async function subscription(): Promise<PushSubscription | null> {
  if (hindrance() !== null) return null;
  const registration = await navigator.serviceWorker.getRegistration(worker);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/** The id under which this browser tells whoever is signed in, else `null`: then it tells nobody any more. */
export const thisBrowserQuery = queryOptions({
  queryKey: ["this browser"],
  staleTime: Infinity,
  queryFn: async (): Promise<number | null> => {
    const known = await subscription();
    if (!known) return null;
    const { id } = await answer(api.POST("/api/me/browsers/current", { body: { endpoint: known.endpoint } }));
    if (typeof id === "number") return id;
    await known.unsubscribe();
    return null;
  },
});

/** Asks for the permission to tell. @returns whether it was given */
export async function switchOnHere(serverKey: string): Promise<boolean> {
  if ((await Notification.requestPermission()) !== "granted") return false;
  await navigator.serviceWorker.register(worker);
  const { pushManager } = await navigator.serviceWorker.ready;
  // One that was made for another key cannot be used.
  await (await pushManager.getSubscription())?.unsubscribe();
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: serverKey });
  const { keys } = made.toJSON();
  await answer(
    api.PUT("/api/me/browsers/current", {
      body: { endpoint: made.endpoint, publicKey: keys?.p256dh ?? "", secret: keys?.auth ?? "" },
    }),
  );
  return true;
}

/** What is still on its way is not shown either. */
export async function switchOffHere(): Promise<void> {
  await (await subscription())?.unsubscribe();
}
