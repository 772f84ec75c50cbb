const name = (widgetId: string) => `maru.visit.${widgetId}`;

/** The visit that was begun here earlier. Inside other pages storage is often kept apart for each, or switched off. */
export function rememberedVisit(widgetId: string): string | null {
  try {
    return localStorage.getItem(name(widgetId));
  } catch {
    return null;
  }
}

export function rememberVisit(widgetId: string, token: string | null): void {
  try {
    if (token === null) localStorage.removeItem(name(widgetId));
    else localStorage.setItem(name(widgetId), token);
  } catch {
    // It lasts as long as the page then.
  }
}
