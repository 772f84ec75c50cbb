import { useSyncExternalStore } from "react";
import type { Transition } from "./tickets";

/** A ticket for which a step is to be chosen, or whose chosen step asks for something. */
export interface AskedStep {
  ticketKey: string;
  transition?: Transition;
}

let asked: AskedStep | null = null;
const listeners = new Set<() => void>();

/** Asks in the dialog of the page; null is asking no more. */
export function askStep(next: AskedStep | null): void {
  asked = next;
  listeners.forEach((listener) => listener());
}

/** What is asked at the moment. */
export function useAskedStep(): AskedStep | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
}
