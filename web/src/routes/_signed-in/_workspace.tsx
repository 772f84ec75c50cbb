import { createFileRoute, Outlet, redirect } from "@tanstack/react-router";
import { Shell } from "@/shared/layout/shell";
import { worksOnTickets } from "@/shared/session/session";

export const Route = createFileRoute("/_signed-in/_workspace")({
  beforeLoad: ({ context }) => {
    if (!worksOnTickets(context.session)) throw redirect({ to: "/portal" });
  },
  component: function Workspace() {
    return (
      <Shell face="workspace">
        <Outlet />
      </Shell>
    );
  },
});
