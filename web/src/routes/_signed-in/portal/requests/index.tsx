import { createFileRoute } from "@tanstack/react-router";
import { RequestListPage } from "@/features/portal/request-list-page";
import { address, oneOf, text } from "@/shared/address";

export const Route = createFileRoute("/_signed-in/portal/requests/")({
  validateSearch: address({
    scope: oneOf("all", "mine", "participating"),
    state: oneOf("open", "done", "any"),
    q: text,
  }),
  component: function MyRequests() {
    const navigate = Route.useNavigate();
    const { scope = "all", state = "open", q = "" } = Route.useSearch();
    return (
      <RequestListPage
        filter={{ scope, state, query: q }}
        onFilter={(filter) =>
          void navigate({
            replace: true,
            search: {
              scope: filter.scope === "all" ? undefined : filter.scope,
              state: filter.state === "open" ? undefined : filter.state,
              q: filter.query || undefined,
            },
          })
        }
      />
    );
  },
});
