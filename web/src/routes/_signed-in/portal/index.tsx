import { createFileRoute } from "@tanstack/react-router";
import { useCallback } from "react";
import * as z from "zod/mini";
import { PortalHome } from "@/features/portal/portal-home";
import { portalQueries } from "@/features/portal/portal-queries";
import { PageSkeleton } from "@/shared/feedback/skeletons";

export const Route = createFileRoute("/_signed-in/portal/")({
  validateSearch: z.object({ q: z.catch(z.optional(z.string()), undefined) }),
  loader: ({ context }) => context.queryClient.ensureQueryData(portalQueries.home()),
  pendingComponent: PageSkeleton,
  component: function Home() {
    const navigate = Route.useNavigate();
    const { q = "" } = Route.useSearch();
    const onQuery = useCallback(
      (query: string) => void navigate({ search: { q: query || undefined }, replace: true }),
      [navigate],
    );
    return <PortalHome query={q} onQuery={onQuery} />;
  },
});
