import { createFileRoute } from "@tanstack/react-router";
import { UnsubscribePage } from "@/shared/notification/unsubscribe-page";

export const Route = createFileRoute("/unsubscribe/$token")({
  component: function Unsubscribe() {
    return <UnsubscribePage token={Route.useParams().token} />;
  },
});
