import { Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useLiveQueries } from "@/shared/live/live";
import { RichText } from "@/shared/text/rich-text";
import { Conversation } from "../conversation";
import { requestQueries } from "../portal-queries";
import { Reply } from "../reply";
import { RequestProgress } from "../request-progress";
import classes from "./widget.module.css";

/** A request as its customer follows it. */
export function WidgetRequest({ requestKey }: { requestKey: string }) {
  const { data: request } = useSuspenseQuery(requestQueries.detail(requestKey));
  useLiveQueries(({ key }) => (key === requestKey ? [requestQueries.detail(requestKey).queryKey] : []));
  return (
    <div className={classes.request}>
      <div>
        <Text size="xs" c="dimmed">
          {[request.key, request.requestTypeName].filter(Boolean).join(" · ")}
        </Text>
        <Title order={2} size="h4">
          {request.summary}
        </Title>
      </div>
      <RequestProgress request={request} />
      {request.descriptionHtml !== "" && <RichText html={request.descriptionHtml} />}
      <Conversation request={request} />
      {request.permissions.comment && <Reply request={request} onReady={() => {}} />}
    </div>
  );
}
