import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Anchor, Button, Text } from "@mantine/core";
import { IconLinkPlus, IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { answer, api } from "@/shared/api/client";
import { Dialog } from "@/shared/feedback/dialog";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { groupBy } from "@/shared/group-by";
import { StatusBadge } from "@/shared/ticket/status-badge";
import type { Ticket, TicketLink } from "../tickets";
import { wayOf } from "../vocabulary";
import { useTicketAbilities } from "./abilities";
import classes from "./ticket.module.css";
import { useTicketWrite } from "./watching";

const LinkForm = lazy(() => import("./link-form"));

/** The tickets this one has to do with, by how. */
export function Links({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const can = useTicketAbilities(ticket);
  const write = useTicketWrite();
  const [adding, setAdding] = useState(false);

  async function remove(link: TicketLink) {
    const removed = await write(
      answer(
        api.DELETE("/api/tickets/{key}/links/{linkId}", {
          params: { path: { key: ticket.key, linkId: link.id } },
        }),
      ),
    );
    if (!removed) return;
    const { type, outward } = link;
    toast.done(t`The link to ${link.ticket.key} was removed.`, () => {
      void write(
        answer(
          api.POST("/api/tickets/{key}/links", {
            params: { path: { key: ticket.key } },
            body: { type, outward, targetKey: link.ticket.key },
          }),
        ),
      );
    });
  }

  return (
    <section aria-label={t`Linked tickets`}>
      <h2 className={classes.heading}>{t`Linked tickets`}</h2>
      {[...groupBy(ticket.links, wayOf)].map(([way, links]) => (
        <div key={`${way.type} ${way.outward}`}>
          <Text size="xs" c="dimmed" mt={4}>
            {i18n._(way.heading)}
          </Text>
          {links.map((link) => (
            <div key={link.id} className={classes.link}>
              <Anchor
                component={Link}
                to="/tickets/$key"
                params={{ key: link.ticket.key } as never}
                title={`${link.ticket.key} ${link.ticket.summary}`}
              >
                {link.ticket.key} {link.ticket.summary}
              </Anchor>
              <StatusBadge name={link.ticket.statusName} category={link.ticket.statusCategory} />
              {can.edit && (
                <ActionIcon
                  size="sm"
                  className={classes.pencil}
                  aria-label={t`Remove the link to ${link.ticket.key}`}
                  onClick={() => void remove(link)}
                >
                  <IconX size={14} />
                </ActionIcon>
              )}
            </div>
          ))}
        </div>
      ))}
      {can.edit && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconLinkPlus size={14} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          <Trans>Link a ticket</Trans>
        </Button>
      )}
      <Dialog opened={adding} onClose={() => setAdding(false)} title={t`Link a ticket`}>
        {adding && (
          <Suspense fallback={<TextSkeleton lines={2} />}>
            <LinkForm ticket={ticket} onClose={() => setAdding(false)} />
          </Suspense>
        )}
      </Dialog>
    </section>
  );
}
