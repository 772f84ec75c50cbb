import { Trans, useLingui } from "@lingui/react/macro";
import { Badge, Button, Stack, Text, TextInput, Title, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconMessageCircle, IconSearch } from "@tabler/icons-react";
import { plural } from "@lingui/core/macro";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { RelativeTime } from "@/shared/i18n/time";
import { useLiveQueries } from "@/shared/live/live";
import { RequestTypeIcon } from "@/shared/ticket/request-type-icon";
import { StatusBadge } from "@/shared/ticket/status-badge";
import type { OfferedRequestType, RequestSummary } from "../portal-queries";
import { portalQueries, requestQueries } from "../portal-queries";
import { useSettlingText } from "../settling-text";
import type { ShownWidget } from "./queries";
import { widgetQueries } from "./queries";
import type { Place } from "./widget-page";
import classes from "./widget.module.css";

interface WidgetHomeProps {
  widget: ShownWidget;
  go: (place: Place) => void;
}

/** One search, a chat where there is one, what can be asked for, and what was. */
export function WidgetHome({ widget, go }: WidgetHomeProps) {
  const { t } = useLingui();
  const { data: home } = useSuspenseQuery(portalQueries.home());
  const [query, setQuery] = useState("");
  const [typed, setTyped] = useSettlingText(query, setQuery);
  const found = useQuery(portalQueries.search(query));
  useLiveQueries(() => [portalQueries.home().queryKey, [...requestQueries.all, "list"]]);
  const offered = home.desks.flatMap(({ groups }) => groups.flatMap(({ requestTypes }) => requestTypes));
  const mine = home.openRequests.filter(({ deskKey }) => deskKey === widget.deskKey);
  const searching = query !== "";
  const requestTypes = searching ? (found.data?.requestTypes ?? []) : offered;
  const requests = searching
    ? (found.data?.requests ?? []).filter(({ deskKey }) => deskKey === widget.deskKey)
    : mine;
  const count = requestTypes.length + requests.length;
  return (
    <Stack gap="md">
      {widget.greeting && <Text style={{ whiteSpace: "pre-line" }}>{widget.greeting}</Text>}
      {widget.chat && <ChatWay widget={widget} go={go} />}
      <search>
        <TextInput
          type="text"
          inputMode="search"
          autoComplete="off"
          aria-label={t`Search for what you need, or for one of your requests`}
          placeholder={t`Search for what you need`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          leftSection={<IconSearch size={18} aria-hidden />}
        />
        <VisuallyHidden role="status">
          {searching && found.data && !found.isFetching
            ? plural(count, { 0: "Nothing found", one: "One result", other: "# results" })
            : ""}
        </VisuallyHidden>
      </search>
      {found.error && searching && <LoadFailure failure={found.error} onRetry={() => void found.refetch()} />}
      {requests.length > 0 && (
        <section>
          <Title order={2} size="h5" mb={6}>
            {searching ? t`Your requests` : t`My open requests`}
          </Title>
          <ul className={classes.lines}>
            {requests.map((request: RequestSummary) => (
              <li key={request.key}>
                <UnstyledButton
                  className={classes.line}
                  onClick={() => go({ at: "request", key: request.key })}
                >
                  <span className={classes.lineText}>
                    <span className={classes.lineName}>{request.summary}</span>
                    <Text component="span" size="xs" c="dimmed">
                      {request.key} · <RelativeTime instant={request.updatedAt} />
                    </Text>
                  </span>
                  <StatusBadge name={request.statusName} category={request.statusCategory} />
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </section>
      )}
      {requestTypes.length > 0 && (
        <section>
          <Title order={2} size="h5" mb={6}>
            <Trans>You can ask for</Trans>
          </Title>
          <ul className={classes.lines}>
            {requestTypes.map((requestType: OfferedRequestType) => (
              <li key={requestType.id}>
                <UnstyledButton
                  className={classes.line}
                  onClick={() => go({ at: "form", requestTypeId: requestType.id })}
                >
                  <RequestTypeIcon icon={requestType.icon} size={32} />
                  <span className={classes.lineText}>
                    <span className={classes.lineName}>{requestType.name}</span>
                    <Text component="span" size="xs" c="dimmed" lineClamp={2}>
                      {requestType.description}
                    </Text>
                  </span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </section>
      )}
      {searching && found.data && !found.isFetching && count === 0 && (
        <Text c="dimmed" size="sm">
          <Trans>Nothing found for “{query}”. Try fewer or other words.</Trans>
        </Text>
      )}
    </Stack>
  );
}

function ChatWay({ widget, go }: WidgetHomeProps) {
  const { data } = useQuery(widgetQueries.chat(widget.id));
  const goesOn = Boolean(data?.key);
  const available = data?.available ?? widget.chat?.available ?? false;
  return (
    <div>
      <Button
        fullWidth
        leftSection={<IconMessageCircle size={18} aria-hidden />}
        onClick={() => go({ at: "chat" })}
        disabled={!available && !goesOn}
      >
        {goesOn ? <Trans>Back to the chat</Trans> : <Trans>Chat with us</Trans>}
      </Button>
      <Text size="xs" c="dimmed" mt={4} ta="center">
        {available ? (
          <Badge size="sm" color="green" variant="dot" tt="none">
            <Trans>Somebody is there</Trans>
          </Badge>
        ) : (
          <Trans>
            Nobody is there for a chat just now. Send a request; we answer as soon as we are back.
          </Trans>
        )}
      </Text>
    </div>
  );
}
