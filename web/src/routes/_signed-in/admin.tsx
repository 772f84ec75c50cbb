import { createFileRoute, notFound, Outlet } from "@tanstack/react-router";
import { AdministrationNavigation } from "@/features/administration/administration-navigation";
import { withTextsOf } from "@/shared/i18n/language";
import { Shell } from "@/shared/layout/shell";
import { administers } from "@/shared/session/session";

export const Route = createFileRoute("/_signed-in/admin")({
  beforeLoad: async ({ context }) => {
    if (!administers(context.session)) throw notFound();
    await withTextsOf("administration");
  },
  component: function Administration() {
    return (
      <Shell face="administration" navigation={<AdministrationNavigation />}>
        <Outlet />
      </Shell>
    );
  },
});
