import { createRouter, RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { routeTree } from "./routeTree.gen";
import { queryClient } from "./shared/api/query-client";
import { AppProviders } from "./shared/app";
import { presumedLanguage, speak } from "./shared/i18n/language";
import { FailurePage, NotFoundPage } from "./shared/layout/failure-page";
import { navigation } from "./shared/layout/navigation";
import { printLight } from "./shared/theme/color-scheme";

const router = createRouter({
  routeTree,
  context: { queryClient },
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultNotFoundComponent: () => <NotFoundPage />,
  defaultErrorComponent: FailurePage,
});

router.subscribe("onBeforeNavigate", ({ fromLocation, pathChanged }) => {
  if (fromLocation && pathChanged) navigation.note();
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

const root = document.getElementById("root");
if (!root) throw new Error("The page has no root element");

printLight();
await speak(presumedLanguage());
createRoot(root).render(
  <StrictMode>
    <AppProviders queryClient={queryClient}>
      <RouterProvider router={router} />
    </AppProviders>
  </StrictMode>,
);
