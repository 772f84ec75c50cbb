import { createFileRoute } from "@tanstack/react-router";
import * as z from "zod/mini";
import { PeoplePage } from "@/features/administration/people-page";

export const Route = createFileRoute("/_signed-in/admin/people/")({
  validateSearch: z.object({
    q: z.catch(z.optional(z.string()), undefined),
    state: z.catch(z.optional(z.enum(["inactive", "all"])), undefined),
  }),
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
