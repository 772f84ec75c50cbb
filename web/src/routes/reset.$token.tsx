import { createFileRoute } from "@tanstack/react-router";
import { PasswordResetPage } from "@/features/session/password-reset-page";

export const Route = createFileRoute("/reset/$token")({
  component: function PasswordReset() {
    return <PasswordResetPage token={Route.useParams().token} />;
  },
});
