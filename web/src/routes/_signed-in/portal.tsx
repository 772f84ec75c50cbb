import { createFileRoute, Outlet } from "@tanstack/react-router";
import { PortalNavigation } from "@/features/portal/portal-navigation";
import { withTextsOf } from "@/shared/i18n/language";
import { Shell } from "@/shared/layout/shell";

export const Route = createFileRoute("/_signed-in/portal")({
  beforeLoad: () => withTextsOf("portal"),
  component: function Portal() {
    return (
      <Shell face="portal" actions={<PortalNavigation />}>
        <Outlet />
      </Shell>
    );
  },
});
