import { useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconFilterSearch, IconHome, IconPlus, IconSearch, IconTicket } from "@tabler/icons-react";
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Command } from "@/shared/keyboard/commands";
import { useCommands, useCommandSource } from "@/shared/keyboard/commands";
import { useShortcuts } from "@/shared/keyboard/shortcuts";
import { Shell } from "@/shared/layout/shell";
import { useLiveQueries, useTicketEvents } from "@/shared/live/live";
import { may, useSession } from "@/shared/session/session";
import { useAttendance } from "./chat/attendance";
import { useWorkedDesks } from "./desks";
import { WorkspaceNavigation } from "./navigation";
import { allDesks, queueAddress, QueueIcon, queueQueries } from "./queue/queues";
import { refreshFound } from "./find/queries";
import { refreshQueues } from "./queue/refresh-queues";
import { suggestTickets } from "./search/search";
import { viewedTickets } from "./viewed";
import { staleAfter } from "./tickets";

/** What surrounds every page of the workspace: navigation, the way to a new ticket, commands, live updates. */
export function WorkspaceFrame({ children }: { children: ReactNode }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const client = useQueryClient();
  const session = useSession();
  const mayCreate = may(session, "ticket.create");
  const { deskKey, key: shown } = useParams({ strict: false });
  const create = () => void navigate({ to: "/create", search: { desk: deskKey } });

  useLiveQueries(staleAfter);
  useAttendance();
  useTicketEvents((events) => {
    void refreshQueues(client, events);
    void refreshFound(client);
  });
  useShortcuts([{ keys: "c", label: t`Create a ticket`, group: t`General`, run: create }], mayCreate);
  useShortcuts([
    { keys: "/", label: t`Search`, group: t`General`, run: () => void navigate({ to: "/search" }) },
  ]);
  useCommands([
    {
      id: "home",
      label: t`My work`,
      icon: <IconHome size={18} aria-hidden />,
      run: () => void navigate({ to: "/" }),
    },
    {
      id: "search",
      label: t`Search`,
      icon: <IconSearch size={18} aria-hidden />,
      run: () => void navigate({ to: "/search" }),
    },
    {
      id: "find",
      label: t`Find tickets`,
      icon: <IconFilterSearch size={18} aria-hidden />,
      keywords: "JQL",
      run: () => void navigate({ to: "/tickets" }),
    },
    ...(mayCreate
      ? [
          {
            id: "create",
            label: t`Create a ticket`,
            icon: <IconPlus size={18} aria-hidden />,
            group: t`Actions`,
            run: create,
          },
        ]
      : []),
    ...useQueueCommands(),
  ]);
  const toTicket = (key: string, summary: string, statusName: string, group: string): Command => ({
    id: `ticket ${key}`,
    label: `${key} ${summary}`,
    description: statusName,
    icon: <IconTicket size={18} aria-hidden />,
    group,
    run: () => void navigate({ to: "/tickets/$key", params: { key } }),
  });
  useCommandSource(async (query) => {
    if (query === "")
      return (await viewedTickets())
        .filter(({ key }) => key !== shown)
        .slice(0, 5)
        .map(({ key, summary, statusName }) => toTicket(key, summary, statusName, t`Viewed recently`));
    const found = await suggestTickets(query);
    return [
      ...found.map(({ ticket: { key, summary, status } }) => toTicket(key, summary, status.name, t`Tickets`)),
      {
        id: "search all",
        label: t`Search for “${query}”`,
        icon: <IconSearch size={18} aria-hidden />,
        group: t`Search`,
        run: () => void navigate({ to: "/search", search: { query } }),
      },
    ];
  });

  return (
    <Shell
      face="workspace"
      navigation={<WorkspaceNavigation />}
      actions={
        mayCreate && (
          <Button
            component={Link}
            to="/create"
            search={{ desk: deskKey } as never}
            size="xs"
            leftSection={<IconPlus size={15} aria-hidden />}
          >
            {t({ message: "Create", context: "a ticket" })}
          </Button>
        )
      }
    >
      {children}
    </Shell>
  );
}

function useQueueCommands(): Command[] {
  const { t } = useLingui();
  const navigate = useNavigate();
  const desks = useWorkedDesks();
  const places = [{ key: allDesks, name: t`My queues` }, ...desks];
  const known = useQueries({
    queries: places.map(({ key }) => ({ ...queueQueries.ofDesk(key), enabled: false })),
  });
  return places.flatMap((place, position) =>
    (known[position]?.data ?? []).map((queue) => ({
      id: `queue ${place.key} ${queue.id}`,
      label: `${place.name} · ${queue.name}`,
      icon: <QueueIcon name={queue.icon} size={18} />,
      group: t`Queues`,
      keywords: `${place.key} ${queue.key}`,
      run: () => void navigate(queueAddress(queue)),
    })),
  );
}
