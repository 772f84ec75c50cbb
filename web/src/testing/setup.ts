import "@testing-library/jest-dom/vitest";
import { i18n } from "@lingui/core";
import { notifications } from "@mantine/notifications";
import { cleanup, configure } from "@testing-library/react";

// What the component library asks of a browser and jsdom has not.
window.matchMedia ??= (query: string) =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
  }) as MediaQueryList;

globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView ??= () => undefined;

Object.defineProperty(document, "fonts", {
  configurable: true,
  value: { addEventListener: () => undefined, removeEventListener: () => undefined },
});

// Working out for every element whether it is visible takes jsdom seconds on a page of any size; and parts of a page
// are loaded when they are needed, which takes its time on a busy machine.
configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });

i18n.loadAndActivate({ locale: "en", messages: {} });

afterEach(() => {
  cleanup();
  notifications.clean();
  localStorage.clear();
  vi.useRealTimers();
});
