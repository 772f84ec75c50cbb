import { useCallback, useEffect, useState } from "react";

interface HostPage {
  /** Whether the widget is before the visitor's eyes. */
  open: boolean;
  close: () => void;
  /** Says how many answers have come unseen. */
  tellUnread: (count: number) => void;
}

/**
 * The page around this one. Only one from an origin that the widget names is told anything or listened to.
 *
 * @param origin where it says that it is from
 */
export function useHostPage(
  widgetId: string,
  origin: string | undefined,
  allowed: readonly string[],
): HostPage {
  const host = origin !== undefined && window.parent !== window && allowed.includes(origin) ? origin : null;
  const [open, setOpen] = useState(true);

  const tell = useCallback(
    (message: object) => {
      if (host) window.parent.postMessage({ maru: widgetId, ...message }, host);
    },
    [host, widgetId],
  );

  useEffect(() => {
    if (!host) return;
    const listen = (event: MessageEvent<unknown>) => {
      if (event.origin !== host || event.source !== window.parent) return;
      const message = event.data as { maru?: unknown; open?: unknown } | null;
      if (message?.maru === widgetId && typeof message.open === "boolean") setOpen(message.open);
    };
    window.addEventListener("message", listen);
    tell({ ready: true });
    return () => window.removeEventListener("message", listen);
  }, [host, tell, widgetId]);

  return {
    open,
    close: useCallback(() => tell({ close: true }), [tell]),
    tellUnread: useCallback((count: number) => tell({ unread: count }), [tell]),
  };
}
