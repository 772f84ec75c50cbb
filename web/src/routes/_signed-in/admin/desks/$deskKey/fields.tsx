import { createFileRoute } from "@tanstack/react-router";
import * as z from "zod/mini";
import { FieldsPage } from "@/features/administration/fields-page";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/fields")({
  validateSearch: z.object({
    field: z.catch(z.optional(z.union([z.number(), z.literal("new")])), undefined),
  }),
  component: function Fields() {
    const navigate = Route.useNavigate();
    const { deskKey } = Route.useParams();
    return (
      <FieldsPage
        key={deskKey}
        deskKey={deskKey}
        search={Route.useSearch()}
        onSearch={(search) => void navigate({ search })}
      />
    );
  },
});
