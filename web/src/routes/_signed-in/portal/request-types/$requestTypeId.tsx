import { createFileRoute, notFound } from "@tanstack/react-router";
import { portalQueries } from "@/features/portal/portal-queries";
import { RequestFormPage } from "@/features/portal/request-form-page";
import { PageSkeleton } from "@/shared/feedback/skeletons";

export const Route = createFileRoute("/_signed-in/portal/request-types/$requestTypeId")({
  loader: ({ context, params }) => {
    if (!/^\d{1,15}$/.test(params.requestTypeId)) throw notFound();
    return context.queryClient.ensureQueryData(portalQueries.requestForm(Number(params.requestTypeId)));
  },
  pendingComponent: PageSkeleton,
  component: function NewRequest() {
    return <RequestFormPage requestTypeId={Number(Route.useParams().requestTypeId)} />;
  },
});
