import { Trans, useLingui } from "@lingui/react/macro";
import { Text } from "@mantine/core";
import type { Draft } from "@/shared/drafts/use-draft";
import { useDraft } from "@/shared/drafts/use-draft";
import { RichText } from "@/shared/text/rich-text";
import type { Ticket } from "../tickets";
import classes from "./ticket.module.css";

/** What somebody was writing, and what it was written over. */
export interface StoryDraft {
  summary: string;
  description: string;
  before: { summary: string; description: string; version: number };
}

export function useStoryDraft(key: string): Draft<StoryDraft> {
  return useDraft<StoryDraft>(`ticket.${key}.story`);
}

/** The description. */
export function Story({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui();
  return (
    <section className={classes.description} aria-label={t`Description`}>
      {ticket.descriptionHtml ? (
        <RichText html={ticket.descriptionHtml} />
      ) : (
        <Text c="dimmed">
          <Trans>No description</Trans>
        </Text>
      )}
    </section>
  );
}
