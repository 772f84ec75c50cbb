import { Trans } from "@lingui/react/macro";
import { Anchor, Box } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { RichText } from "./rich-text";

interface QuotedTextProps {
  ticketKey: string;
  commentId: number;
}

const quotedQuery = ({ ticketKey: key, commentId }: QuotedTextProps) =>
  queryOptions({
    queryKey: ["ticket", key, "comment", commentId, "quoted"],
    queryFn: async ({ signal }) =>
      answer(
        api.GET("/api/tickets/{key}/comments/{commentId}/quoted", {
          params: { path: { key, commentId } },
          signal,
        }),
      ),
  });

/** What the mail of a comment quotes, and its signature: folded away until somebody wants to read it. */
export function QuotedText(comment: QuotedTextProps) {
  const [shown, setShown] = useState(false);
  return (
    <Box mt="xs">
      <Anchor
        component="button"
        type="button"
        size="xs"
        aria-expanded={shown}
        onClick={() => setShown((before) => !before)}
      >
        {shown ? <Trans>Hide quoted text</Trans> : <Trans>Show quoted text</Trans>}
      </Anchor>
      {shown && <Quoted {...comment} />}
    </Box>
  );
}

function Quoted(comment: QuotedTextProps) {
  const { data, error, refetch } = useQuery(quotedQuery(comment));
  if (error) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!data) return <TextSkeleton />;
  return (
    <Box mt={4} c="dimmed">
      <RichText html={data.html} />
    </Box>
  );
}
