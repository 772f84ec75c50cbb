/**
 * When a session ends while somebody works, requests wait here until they have signed in again over the page
 * they are on, and are then sent once more. Whoever shows the dialog subscribes and answers.
 */
let waiting: { promise: Promise<boolean>; answer: (signedIn: boolean) => void } | null = null;
let attended = false;
const listeners = new Set<() => void>();

function tell(): void {
  listeners.forEach((listener) => listener());
}

export const signInGate = {
  /** Resolves to whether the person signed in again; at once to `false` when no dialog is there to ask. */
  ask(): Promise<boolean> {
    if (!attended) return Promise.resolve(false);
    if (!waiting) {
      let answer: (signedIn: boolean) => void = () => undefined;
      const promise = new Promise<boolean>((resolve) => {
        answer = resolve;
      });
      waiting = { promise, answer };
      tell();
    }
    return waiting.promise;
  },
  answer(signedIn: boolean): void {
    const asked = waiting;
    waiting = null;
    asked?.answer(signedIn);
    tell();
  },
  isAsking: (): boolean => waiting !== null,
  /** Called by the dialog while there is a session to renew. */
  attend(): () => void {
    attended = true;
    return () => {
      attended = false;
      signInGate.answer(false);
    };
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
