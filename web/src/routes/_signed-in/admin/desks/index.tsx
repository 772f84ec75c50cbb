import { createFileRoute } from "@tanstack/react-router";
import { DesksPage } from "@/features/administration/desks-page";

export const Route = createFileRoute("/_signed-in/admin/desks/")({ component: DesksPage });
