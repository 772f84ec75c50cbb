import { createFileRoute } from "@tanstack/react-router";
import { useCallback } from "react";
import { PortalHome } from "@/features/portal/portal-home";
import { portalQueries } from "@/features/portal/portal-queries";
import { address, text } from "@/shared/address";
import { PageSkeleton } from "@/shared/feedback/skeletons";

export const Route = createFileRoute("/_signed-in/portal/")({
  validateSearch: address({ q: text }),
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
