let happened = false;

/** Whether the page on the screen was reached inside the app; the first one keeps the browser's own focus. */
export const navigation = {
  hasHappened: (): boolean => happened,
  note(): void {
    happened = true;
  },
};
