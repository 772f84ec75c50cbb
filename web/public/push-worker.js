// Shows what this browser is told, also while Maru is not open in it, and leads there. It keeps no pages and answers no requests.
self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  const { title, body, path, tag, language } = event.data.json();
  event.waitUntil(
    self.registration.showNotification(title, { body, tag, lang: language, renotify: true, data: { path } }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data.path));
});

/** Never to another server, whatever is told. */
async function show(path) {
  const told = new URL(path, self.location.origin);
  const place = told.origin === self.location.origin ? told : new URL("/", self.location.origin);
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find((page) => new URL(page.url).pathname === place.pathname);
  return there ? there.focus() : self.clients.openWindow(place.href);
}
