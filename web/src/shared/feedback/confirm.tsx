import type { ReactNode } from "react";
import { Suspense, useSyncExternalStore } from "react";
import { preloaded } from "../preloaded";

export interface Question {
  title: ReactNode;
  /** Says exactly what goes and whether it can be brought back. */
  body: ReactNode;
  confirm: ReactNode;
  destructive?: boolean;
}

interface Asked extends Question {
  answer: (confirmed: boolean) => void;
}

let asked: Asked | null = null;
const listeners = new Set<() => void>();

function show(next: Asked | null): void {
  asked = next;
  listeners.forEach((listener) => listener());
}

/** Asks before something that cannot be undone; resolves to the answer. */
export function confirm(question: Question): Promise<boolean> {
  asked?.answer(false);
  return new Promise((resolve) => {
    show({
      ...question,
      answer: (confirmed) => {
        show(null);
        resolve(confirmed);
      },
    });
  });
}

const ConfirmDialog = preloaded(() => import("./confirm-dialog"));

/** Shows what {@link confirm} asks. Mounted once. */
export function Questions() {
  const question = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => asked,
  );
  return <Suspense>{question && <ConfirmDialog {...question} />}</Suspense>;
}
