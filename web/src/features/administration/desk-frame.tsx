import { useLingui } from "@lingui/react/macro";
import { Badge } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import { useFormats } from "@/shared/i18n/formats";
import { PageHeader } from "@/shared/layout/page-header";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import classes from "./desk-frame.module.css";
import { inLanguage } from "./localized";
import { deskQueries } from "./queries";

interface DeskFrameProps {
  deskKey: string;
  /** What the part of the desk shown is called. */
  part: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** What all pages of one desk share: its name, and the way to its parts. */
export function DeskFrame({ deskKey, part, actions, children }: DeskFrameProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const { data: desk } = useSuspenseQuery(deskQueries.detail(deskKey));
  const name = inLanguage(desk.name, language);
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the bar is wider than the screen.
    const current = bar.current?.querySelector("[aria-current=page]");
    current?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [part]);
  const parts = [
    { to: "/admin/desks/$deskKey", label: t`Settings`, exact: true },
    { to: "/admin/desks/$deskKey/members", label: t`Members`, exact: false },
    { to: "/admin/desks/$deskKey/request-types", label: t`Request types`, exact: false },
    { to: "/admin/desks/$deskKey/fields", label: t`Fields`, exact: false },
    { to: "/admin/desks/$deskKey/services", label: t`Services`, exact: false },
    { to: "/admin/desks/$deskKey/workflows", label: t`Workflows`, exact: false },
    { to: "/admin/desks/$deskKey/calendars", label: t`Calendars`, exact: false },
    { to: "/admin/desks/$deskKey/queues", label: t`Queues`, exact: false },
    { to: "/admin/desks/$deskKey/notifications", label: t`Notifications`, exact: false },
    { to: "/admin/desks/$deskKey/mail-texts", label: t`Mail texts`, exact: false },
    { to: "/admin/desks/$deskKey/widgets", label: t`Widgets`, exact: false },
    { to: "/admin/desks/$deskKey/sla", label: t`Service levels`, exact: false },
    { to: "/admin/desks/$deskKey/automation", label: t`Automation`, exact: false },
  ] as const;
  return (
    <>
      <PageHeader
        title={name}
        documentTitle={`${part} · ${name}`}
        leading={<RequestTypeIcon icon={desk.icon} size={34} />}
        actions={
          <>
            {desk.archived && <Badge color="gray" variant="light">{t`Archived`}</Badge>}
            {actions}
          </>
        }
      />
      <nav ref={bar} aria-label={t`Parts of the desk`} className={classes.parts}>
        {parts.map(({ to, label, exact }) => (
          <Link
            key={to}
            to={to}
            params={{ deskKey }}
            className={classes.part}
            activeOptions={{ exact, includeSearch: false }}
            activeProps={{ "aria-current": "page" }}
          >
            {label}
          </Link>
        ))}
      </nav>
      {children}
    </>
  );
}
