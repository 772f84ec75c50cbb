import { createFileRoute, notFound } from "@tanstack/react-router";
import { InstallationFieldsPage } from "@/features/administration/installation-fields-page";
import { address, either, number, oneOf } from "@/shared/address";

export const Route = createFileRoute("/_signed-in/admin/fields")({
  beforeLoad: ({ context }) => {
    if (!context.session.administrator) throw notFound();
  },
  validateSearch: address({ field: either(number, oneOf("new")) }),
  component: function InstallationFields() {
    const navigate = Route.useNavigate();
    return (
      <InstallationFieldsPage search={Route.useSearch()} onSearch={(search) => void navigate({ search })} />
    );
  },
});
