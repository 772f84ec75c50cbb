import { createFileRoute } from "@tanstack/react-router";
import { ProfilePage } from "@/features/profile/profile-page";
import { withTextsOf } from "@/shared/i18n/language";
import { Shell } from "@/shared/layout/shell";
import { useSession, worksOnTickets } from "@/shared/session/session";

export const Route = createFileRoute("/_signed-in/profile")({
  beforeLoad: () => withTextsOf("profile"),
  component: function Profile() {
    return (
      <Shell face={worksOnTickets(useSession()) ? "workspace" : "portal"}>
        <ProfilePage />
      </Shell>
    );
  },
});
