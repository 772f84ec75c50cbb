import { createFileRoute, redirect } from "@tanstack/react-router";
import { SetUpPage } from "@/features/setup/setup-page";
import { withTextsOf } from "@/shared/i18n/language";
import { isSetUp } from "@/shared/session/set-up";

export const Route = createFileRoute("/setup")({
  beforeLoad: async ({ context }) => {
    if (await isSetUp(context.queryClient)) throw redirect({ to: "/" });
    await withTextsOf("setup");
  },
  component: SetUpPage,
});
