import { createFileRoute } from "@tanstack/react-router";
import { GroupPage } from "@/features/administration/group-page";
import { groupQueries } from "@/features/administration/queries";
import { numberInPath } from "@/shared/layout/number-in-path";

export const Route = createFileRoute("/_signed-in/admin/groups/$groupId")({
  params: numberInPath("groupId"),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(groupQueries.detail(params.groupId)),
  component: function Group() {
    const { groupId } = Route.useParams();
    return <GroupPage key={groupId} groupId={groupId} />;
  },
});
