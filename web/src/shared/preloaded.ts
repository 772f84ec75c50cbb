import type { ComponentType } from "react";
import { lazy } from "react";

/**
 * A component that the first screen does not need, but that must be there even when the server is not: its code is
 * fetched as soon as the browser has nothing better to do.
 */
export function preloaded<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  if ("requestIdleCallback" in window) window.requestIdleCallback(() => void load().catch(() => undefined));
  return lazy(load);
}
