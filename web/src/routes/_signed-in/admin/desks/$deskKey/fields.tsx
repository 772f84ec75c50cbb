import { createFileRoute } from "@tanstack/react-router";
import { FieldsPage } from "@/features/administration/fields-page";
import { address, either, number, oneOf } from "@/shared/address";

export const Route = createFileRoute("/_signed-in/admin/desks/$deskKey/fields")({
  validateSearch: address({ field: either(number, oneOf("new")) }),
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
