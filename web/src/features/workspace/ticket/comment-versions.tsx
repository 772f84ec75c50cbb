import { Trans } from "@lingui/react/macro";
import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { ExactTime } from "@/shared/i18n/time";
import { RichText } from "@/shared/text/rich-text";
import type { Comment } from "../tickets";
import { ticketQueries } from "../tickets";
import classes from "./ticket.module.css";

/** What a comment said before it was changed or deleted. */
export default function CommentVersions({ ticketKey, comment }: { ticketKey: string; comment: Comment }) {
  const {
    data: revisions,
    error,
    refetch,
  } = useQuery(ticketQueries.revisions(ticketKey, comment.id, comment.version));
  if (error) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!revisions) return <TextSkeleton />;
  return (
    <Stack gap="md">
      {revisions.map((revision) => (
        <section key={revision.version} className={classes.description}>
          <Text size="xs" c="dimmed" mb={6}>
            <Trans>
              Until <ExactTime instant={revision.replacedAt} />
            </Trans>
          </Text>
          <RichText html={revision.bodyHtml} />
        </section>
      ))}
    </Stack>
  );
}
