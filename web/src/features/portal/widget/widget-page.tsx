import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, isLightColor, Menu, Text, Title } from "@mantine/core";
import { IconArrowLeft, IconDots, IconX } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { EventSource as FetchedEvents } from "eventsource";
import type { CSSProperties, ReactNode } from "react";
import { Suspense, useCallback, useEffect, useRef, useState } from "react";
import { proof } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { visit } from "@/shared/api/visit";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useLiveUpdates } from "@/shared/live/live";
import { notificationQueries } from "@/shared/notification/notifications";
import { sessionQuery } from "@/shared/session/session";
import { portalQueries, requestQueries } from "../portal-queries";
import { useHostPage } from "./host-page";
import type { ShownWidget } from "./queries";
import { widgetQueries } from "./queries";
import { useVisitFiles } from "./visit-files";
import { rememberedVisit, rememberVisit } from "./visit-token";
import { WidgetChat } from "./widget-chat";
import { WidgetHome } from "./widget-home";
import { WidgetIdentify } from "./widget-identify";
import { WidgetRequest } from "./widget-request";
import { WidgetRequestForm } from "./widget-request-form";
import classes from "./widget.module.css";

/** Where somebody is in the widget. */
export type Place =
  { at: "home" } | { at: "form"; requestTypeId: number } | { at: "request"; key: string } | { at: "chat" };

interface WidgetPageProps {
  widgetId: string;
  /** The origin of the page around this one. */
  host: string | undefined;
}

/** A desk inside another page: who are you, what do you need, what became of it. */
export function WidgetPage({ widgetId, host }: WidgetPageProps) {
  const { t } = useLingui();
  const { data: widget, error, refetch } = useQuery(widgetQueries.shown(widgetId));
  if (widget) return <Widget widget={widget} host={host} />;
  return (
    <main className={classes.page}>
      <div className={classes.body}>
        {!error && <TextSkeleton lines={5} />}
        {error && isProblem(error) && error.status === 404 ? (
          <Text>{t`There is no help here any more.`}</Text>
        ) : (
          error && <LoadFailure failure={error} onRetry={() => void refetch()} />
        )}
      </div>
    </main>
  );
}

function Widget({ widget, host }: { widget: ShownWidget; host: string | undefined }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const page = useHostPage(widget.id, host, widget.origins);
  const [token, setToken] = useState(() => {
    const remembered = rememberedVisit(widget.id);
    visit.begin(remembered);
    return remembered;
  });
  const [place, setPlace] = useState<Place>({ at: "home" });
  const visitor = useQuery({
    queryKey: ["widget", widget.id, "visitor", token],
    queryFn: async () => {
      // What was asked before the visit was known is answered for nobody, also while it is still on its way.
      await client.cancelQueries({ queryKey: sessionQuery.queryKey });
      const session = await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      if (!session) {
        // A visit ends by itself, or is ended by its person elsewhere.
        visit.begin(null);
        rememberVisit(widget.id, null);
      }
      return session;
    },
    enabled: token !== null,
    staleTime: 5 * 60_000,
  });
  const heading = useRef<HTMLHeadingElement>(null);
  const root = useRef<HTMLElement>(null);
  useVisitFiles(root);

  const begin = useCallback(
    (given: string | null) => {
      visit.begin(given);
      rememberVisit(widget.id, given);
      client.removeQueries({ queryKey: portalQueries.all });
      client.removeQueries({ queryKey: requestQueries.all });
      setPlace({ at: "home" });
      setToken(given);
    },
    [client, widget.id],
  );
  function go(next: Place) {
    setPlace(next);
    heading.current?.focus();
  }

  const outside = token === null || visitor.data === null;
  const inside = !outside && visitor.data;
  return (
    <main ref={root} className={classes.page} style={colours(widget.colour)}>
      <header className={classes.head}>
        {place.at !== "home" && (
          <ActionIcon
            variant="transparent"
            c="inherit"
            onClick={() => go({ at: "home" })}
            aria-label={t`Back to the start`}
          >
            <IconArrowLeft size={20} />
          </ActionIcon>
        )}
        <Title order={1} size="h4" ref={heading} tabIndex={-1} className={classes.title}>
          {widget.title}
        </Title>
        {inside && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="transparent" c="inherit" aria-label={t`More`}>
                <IconDots size={20} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{inside.person.displayName}</Menu.Label>
              <Menu.Item onClick={() => begin(null)}>
                <Trans>This is not me</Trans>
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
        <ActionIcon variant="transparent" c="inherit" onClick={page.close} aria-label={t`Close`}>
          <IconX size={20} />
        </ActionIcon>
      </header>
      <div className={classes.body}>
        {outside && <WidgetIdentify widget={widget} onVisit={({ token: given }) => begin(given)} />}
        {!outside && visitor.isPending && <TextSkeleton lines={5} />}
        {visitor.error && <LoadFailure failure={visitor.error} onRetry={() => void visitor.refetch()} />}
        {inside && (
          <Suspense fallback={<TextSkeleton lines={5} />}>
            <Listening onUnread={page.tellUnread} open={page.open}>
              {place.at === "home" && <WidgetHome widget={widget} go={go} />}
              {place.at === "form" && (
                <WidgetRequestForm
                  requestTypeId={place.requestTypeId}
                  onSent={(key) => go({ at: "request", key })}
                />
              )}
              {place.at === "request" && <WidgetRequest requestKey={place.key} />}
              {place.at === "chat" && <WidgetChat widget={widget} open={page.open} />}
            </Listening>
          </Suspense>
        )}
      </div>
    </main>
  );
}

/** Its colour, and what can be read on it (WCAG 2.2, 4.5 to 1). */
function colours(colour: string): CSSProperties {
  const ink = isLightColor(colour) ? "#000000" : "#ffffff";
  return { "--widget-colour": colour, "--widget-ink": ink } as CSSProperties;
}

const listen = (address: string) =>
  new FetchedEvents(address, {
    fetch: (input, init) =>
      fetch(input, { ...init, headers: { ...init.headers, ...Object.fromEntries(proof("GET")) } }),
  }) as unknown as EventSource;

interface ListeningProps {
  open: boolean;
  onUnread: (count: number) => void;
  children: ReactNode;
}

/** What happens is heard at once; the page around is told how much of it came while the widget was closed. */
function Listening({ open, onUnread, children }: ListeningProps) {
  useLiveUpdates(listen);
  const { data: count = 0 } = useQuery(notificationQueries.unread);
  const before = useRef(0);
  useEffect(() => {
    if (open) before.current = count;
    onUnread(open ? 0 : Math.max(0, count - before.current));
  }, [open, count, onUnread]);
  return children;
}
