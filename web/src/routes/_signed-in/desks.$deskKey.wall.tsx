import { createFileRoute, redirect } from "@tanstack/react-router";
import { desksQuery } from "@/features/workspace/desks";
import { WallPage } from "@/features/workspace/wall/wall-page";
import { worksOnTickets } from "@/shared/session/session";

export const Route = createFileRoute("/_signed-in/desks/$deskKey/wall")({
  beforeLoad: ({ context }) => {
    if (!worksOnTickets(context.session)) throw redirect({ to: "/portal" });
  },
  loader: ({ context }) => context.queryClient.ensureQueryData(desksQuery),
  component: function DeskWall() {
    return <WallPage deskKey={Route.useParams().deskKey} />;
  },
});
