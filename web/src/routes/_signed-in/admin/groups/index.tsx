import { createFileRoute } from "@tanstack/react-router";
import * as z from "zod/mini";
import { GroupsPage } from "@/features/administration/groups-page";

export const Route = createFileRoute("/_signed-in/admin/groups/")({
  validateSearch: z.object({ q: z.catch(z.optional(z.string()), undefined) }),
  component: function Groups() {
    const navigate = Route.useNavigate();
    return (
      <GroupsPage
        search={Route.useSearch()}
        onSearch={(search) => void navigate({ search, replace: true })}
      />
    );
  },
});
