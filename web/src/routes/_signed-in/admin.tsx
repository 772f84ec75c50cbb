import { createFileRoute, notFound, Outlet } from "@tanstack/react-router";
import { AdministrationNavigation } from "@/features/administration/administration-navigation";
import { Shell } from "@/shared/layout/shell";
import { administers } from "@/shared/session/session";

export const Route = createFileRoute("/_signed-in/admin")({
  beforeLoad: ({ context }) => {
    if (!administers(context.session)) throw notFound();
  },
  component: function Administration() {
    return (
      <Shell face="administration" navigation={<AdministrationNavigation />}>
        <Outlet />
      </Shell>
    );
  },
});
