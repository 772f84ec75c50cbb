import { createFileRoute } from "@tanstack/react-router";
import { ChatsPage } from "@/features/workspace/chat/chats-page";

export const Route = createFileRoute("/_signed-in/_workspace/chats")({ component: ChatsPage });
