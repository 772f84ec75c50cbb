import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Popover } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { lazy, Suspense, useState } from "react";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { may, useSession } from "@/shared/session/session";
import type { TicketRow } from "../tickets";
import { ticketQueries } from "../tickets";
import classes from "./queue.module.css";

const FactEditor = lazy(() => import("./fact-editor"));

export type EditableFact = "status" | "priority" | "assignee" | "labels" | "dueDate";

const permissions: Partial<Record<EditableFact, Parameters<typeof may>[1]>> = {
  status: "ticket.transition",
  assignee: "ticket.assign",
};

interface EditableCellProps {
  row: TicketRow;
  fact: EditableFact;
  children: ReactNode;
}

/** A value of a row that is changed where it stands. */
export function EditableCell({ row, fact, children }: EditableCellProps) {
  const { t } = useLingui();
  const session = useSession();
  const [opened, setOpened] = useState(false);
  const deskKey = row.key.slice(0, row.key.lastIndexOf("-"));
  const mayEdit = may(session, permissions[fact] ?? "ticket.edit", deskKey);
  const words = {
    status: t`Status`,
    priority: t`Priority`,
    assignee: t`Assignee`,
    labels: t`Labels`,
    dueDate: t`Due date`,
  };
  const label = words[fact];
  if (!mayEdit) return <>{children}</>;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      withinPortal
      trapFocus
      returnFocus
      width={fact === "status" ? "max-content" : 300}
      position="bottom-start"
      shadow="md"
    >
      <span className={classes.editable} data-opened={opened || undefined}>
        <span className={classes.value}>{children}</span>
        <Popover.Target>
          <ActionIcon
            className={classes.pencil}
            variant="subtle"
            color="gray"
            size="sm"
            tabIndex={-1}
            aria-label={t`Change: ${label} of ${row.key}`}
            onClick={() => setOpened((before) => !before)}
          >
            <IconPencil size={14} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </span>
      <Popover.Dropdown
        maw="92vw"
        onClick={(event) => event.stopPropagation()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        {opened && <Editor ticketKey={row.key} fact={fact} close={() => setOpened(false)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

interface EditorProps {
  ticketKey: string;
  fact: EditableFact;
  close: () => void;
}

function Editor({ ticketKey, fact, close }: EditorProps) {
  const { data: ticket, error, refetch } = useQuery(ticketQueries.detail(ticketKey));
  if (error && !ticket) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!ticket) return <TextSkeleton lines={2} />;
  return (
    <Suspense fallback={<TextSkeleton lines={2} />}>
      <FactEditor ticket={ticket} fact={fact} close={close} />
    </Suspense>
  );
}
