import { QueryClient } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { act } from "react";
import { AppProviders } from "@/shared/app";
import type { Session } from "@/shared/session/session";
import { rememberSession } from "@/shared/session/session";

export function aSession(changes: Partial<Session["person"]> = {}): Session {
  return {
    person: {
      id: 1,
      email: "minji@example.com",
      displayName: "김민지",
      language: "en",
      timeZone: "Asia/Seoul",
      theme: "light",
      version: 1,
      ...changes,
    },
    administrator: true,
    deskRoles: [],
    permissions: ["ticket.view", "person.administer", "desk.configure"],
    organisationName: "Hanbit",
  };
}

/** Renders a component as a page of the app, with somebody signed in. */
export async function renderInApp(content: ReactNode, session: Session | null = aSession()) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  rememberSession(queryClient, session);
  const router = createRouter({
    routeTree: createRootRoute({ component: () => content }),
    history: createMemoryHistory(),
  });
  await router.load();
  const view = await act(async () =>
    render(
      <AppProviders queryClient={queryClient}>
        <RouterProvider router={router as never} />
      </AppProviders>,
    ),
  );
  return { ...view, queryClient, router };
}
