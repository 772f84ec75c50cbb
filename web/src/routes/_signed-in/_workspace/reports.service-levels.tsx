import { createFileRoute } from "@tanstack/react-router";
import { reportQueries, wishSchema } from "@/features/workspace/report/queries";
import { ServiceLevelPage } from "@/features/workspace/report/service-level-page";

export const Route = createFileRoute("/_signed-in/_workspace/reports/service-levels")({
  validateSearch: wishSchema,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    // Not awaited: the page shows its own skeleton.
    void context.queryClient.prefetchQuery(reportQueries.outcomes(deps));
    if (deps.by !== "policy") void context.queryClient.prefetchQuery(reportQueries.waiting(deps));
  },
  component: function ServiceLevels() {
    const navigate = Route.useNavigate();
    return (
      <ServiceLevelPage
        wish={Route.useSearch()}
        onWish={(search) => void navigate({ search, replace: true })}
      />
    );
  },
});
