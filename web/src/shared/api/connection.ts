/** Whether the server could be reached at the last attempt, for the banner that says so. */
let reachable = true;
const listeners = new Set<() => void>();

export const connection = {
  report(nowReachable: boolean): void {
    if (nowReachable === reachable) return;
    reachable = nowReachable;
    listeners.forEach((listener) => listener());
  },
  isReachable: (): boolean => reachable,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
