import { createFileRoute } from "@tanstack/react-router";
import { useLingui } from "@lingui/react/macro";
import { PageHeader } from "@/shared/layout/page-header";

export const Route = createFileRoute("/_signed-in/portal/")({
  component: function Home() {
    const { t } = useLingui();
    return <PageHeader title={t`Portal`} />;
  },
});
