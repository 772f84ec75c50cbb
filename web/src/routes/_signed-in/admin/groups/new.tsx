import { createFileRoute } from "@tanstack/react-router";
import { NewGroupPage } from "@/features/administration/new-group-page";

export const Route = createFileRoute("/_signed-in/admin/groups/new")({ component: NewGroupPage });
