import { createFileRoute } from "@tanstack/react-router";
import { PeoplePage } from "@/features/administration/people-page";
import { address, oneOf, text } from "@/shared/address";

export const Route = createFileRoute("/_signed-in/admin/people/")({
  validateSearch: address({ q: text, state: oneOf("inactive", "all") }),
  component: function People() {
    const navigate = Route.useNavigate();
    return (
      <PeoplePage
        search={Route.useSearch()}
        onSearch={(search) => void navigate({ search, replace: true })}
      />
    );
  },
});
