import { createFileRoute } from "@tanstack/react-router";
import * as z from "zod/mini";
import { RequestListPage } from "@/features/portal/request-list-page";

export const Route = createFileRoute("/_signed-in/portal/requests/")({
  validateSearch: z.object({
    scope: z.catch(z.optional(z.enum(["all", "mine", "participating"])), undefined),
    state: z.catch(z.optional(z.enum(["open", "done", "any"])), undefined),
    q: z.catch(z.optional(z.string()), undefined),
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
