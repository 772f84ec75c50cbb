import { useLingui as useCatalogue } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { IconRoute } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useShortcuts } from "@/shared/keyboard/shortcuts";
import { StatusBadge } from "@/shared/ticket/status-badge";
import type { Ticket, Transition } from "../tickets";
import { resolutions } from "../vocabulary";
import { useTicketAbilities } from "./abilities";
import { takeStep } from "./take-transition";
import classes from "./ticket.module.css";

const TransitionForm = lazy(() => import("./transition-form"));
const WhereAmI = lazy(() => import("./where-am-i"));

/** The status, and the steps that can be taken from it. */
export function StatusPanel({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const client = useQueryClient();
  const can = useTicketAbilities(ticket);
  const [asking, setAsking] = useState<Transition | null>(null);
  const [taking, setTaking] = useState<string | null>(null);
  const [looking, setLooking] = useState(false);

  // One button leads the eye, however many steps would lead on.
  const foremost = ticket.transitions.find(({ style }) => style === "primary");

  async function choose(transition: Transition) {
    if (transition.sections.length > 0) return setAsking(transition);
    setTaking(transition.key);
    await takeStep(client, ticket, transition);
    setTaking(null);
  }

  useShortcuts(
    ticket.transitions.flatMap((transition) =>
      transition.shortcut
        ? [
            {
              keys: transition.shortcut,
              label: transition.name,
              group: t`Tickets`,
              run: () => void choose(transition),
            },
          ]
        : [],
    ),
    can.transition && taking === null,
  );

  return (
    <section className={classes.status} aria-label={t`Status`}>
      <StatusBadge name={ticket.status.name} category={ticket.status.category} />
      <ActionIcon
        size="sm"
        aria-label={t`Where the ticket stands in its workflow`}
        title={t`Where the ticket stands in its workflow`}
        onClick={() => setLooking(true)}
      >
        <IconRoute size={16} />
      </ActionIcon>
      {ticket.resolution && (
        <Text size="sm" c="dimmed">
          {i18n._(resolutions[ticket.resolution])}
        </Text>
      )}
      {can.transition && ticket.transitions.length > 0 && (
        <Group gap={6} ml="auto" role="group" aria-label={t`Next steps`}>
          {ticket.transitions.map((transition) => (
            <Button
              key={transition.key}
              size="xs"
              variant={transition === foremost ? "filled" : "default"}
              c={transition.style === "danger" ? "var(--mantine-color-error)" : undefined}
              loading={taking === transition.key}
              aria-keyshortcuts={transition.shortcut ?? undefined}
              title={
                transition.shortcut ? `${transition.name} (${transition.shortcut.toUpperCase()})` : undefined
              }
              onClick={() => void choose(transition)}
            >
              {transition.name}
            </Button>
          ))}
        </Group>
      )}
      <Dialog
        opened={looking}
        onClose={() => setLooking(false)}
        title={t`Where the ticket stands in its workflow`}
        size="70rem"
      >
        {looking && (
          <Suspense fallback={<TextSkeleton lines={8} />}>
            <WhereAmI ticketKey={ticket.key} />
          </Suspense>
        )}
      </Dialog>
      <Dialog opened={asking !== null} onClose={() => setAsking(null)} title={asking?.name} size="lg">
        {asking && (
          <Suspense fallback={<TextSkeleton />}>
            <TransitionForm
              key={asking.key}
              ticket={ticket}
              transition={asking}
              onClose={() => setAsking(null)}
            />
          </Suspense>
        )}
      </Dialog>
    </section>
  );
}
