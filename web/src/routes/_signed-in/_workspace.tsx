import { createFileRoute, Outlet, redirect } from "@tanstack/react-router";
import { desksQuery } from "@/features/workspace/desks";
import { WorkspaceFrame } from "@/features/workspace/workspace-frame";
import { worksOnTickets } from "@/shared/session/session";

export const Route = createFileRoute("/_signed-in/_workspace")({
  beforeLoad: ({ context }) => {
    if (!worksOnTickets(context.session)) throw redirect({ to: "/portal" });
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(desksQuery),
  component: function Workspace() {
    return (
      <WorkspaceFrame>
        <Outlet />
      </WorkspaceFrame>
    );
  },
});
