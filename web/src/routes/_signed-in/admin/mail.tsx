import { createFileRoute, notFound } from "@tanstack/react-router";
import { MailPage } from "@/features/administration/mail-page";
import { address, oneOf } from "@/shared/address";

export const Route = createFileRoute("/_signed-in/admin/mail")({
  validateSearch: address({ part: oneOf("mailboxes", "received", "senders", "texts") }),
  beforeLoad: ({ context }) => {
    if (!context.session.administrator) throw notFound();
  },
  component: function Mail() {
    const navigate = Route.useNavigate();
    return (
      <MailPage
        search={Route.useSearch()}
        onSearch={(search) => void navigate({ search, replace: true, resetScroll: false })}
      />
    );
  },
});
