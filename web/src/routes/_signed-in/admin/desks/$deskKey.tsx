import { createFileRoute, notFound, Outlet } from "@tanstack/react-router";
import { deskQueries } from "@/features/administration/queries";
import { may } from "@/shared/session/session";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey")({
  beforeLoad: ({ context, params }) => {
    if (!context.session.administrator && !may(context.session, "desk.configure", params.deskKey)) {
      throw notFound();
    }
  },
  loader: ({ context, params }) => context.queryClient.ensureQueryData(deskQueries.detail(params.deskKey)),
  component: Outlet,
});
