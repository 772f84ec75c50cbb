import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext } from "@tanstack/react-router";
import { BareFailurePage, BareNotFoundPage } from "@/shared/layout/failure-page";

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  notFoundComponent: BareNotFoundPage,
  errorComponent: BareFailurePage,
});
