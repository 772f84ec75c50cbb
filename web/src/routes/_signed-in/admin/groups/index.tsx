import { createFileRoute } from "@tanstack/react-router";
import { GroupsPage } from "@/features/administration/groups-page";
import { address, text } from "@/shared/address";

export const Route = createFileRoute("/_signed-in/admin/groups/")({
  validateSearch: address({ q: text }),
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
