import { createFileRoute } from "@tanstack/react-router";
import { InboxPage } from "@/features/workspace/inbox/inbox-page";
import { address, oneOf, text } from "@/shared/address";

export const Route = createFileRoute("/_signed-in/_workspace/inbox")({
  validateSearch: address({ shown: oneOf("all"), kind: text, desk: text }),
  component: function Inbox() {
    const navigate = Route.useNavigate();
    return (
      <InboxPage
        search={Route.useSearch()}
        onSearch={(search) => void navigate({ search, replace: true, resetScroll: false })}
      />
    );
  },
});
