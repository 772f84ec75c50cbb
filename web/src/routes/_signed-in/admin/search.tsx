import { createFileRoute, notFound } from "@tanstack/react-router";
import { SearchIndexPage } from "@/features/administration/search-index-page";

export const Route = createFileRoute("/_signed-in/admin/search")({
  beforeLoad: ({ context }) => {
    if (!context.session.administrator) throw notFound();
  },
  component: SearchIndexPage,
});
