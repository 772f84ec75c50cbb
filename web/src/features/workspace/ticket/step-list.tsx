import { Trans } from "@lingui/react/macro";
import { Button, Stack, Text } from "@mantine/core";
import { StatusBadge } from "@/shared/ticket/status-badge";
import type { Ticket, Transition } from "../tickets";
import { useTicketAbilities } from "./abilities";

interface StepListProps {
  ticket: Ticket;
  onChoose: (transition: Transition) => void;
}

/** The steps that can be taken with a ticket, each with the status it leads to. */
export function StepList({ ticket, onChoose }: StepListProps) {
  const can = useTicketAbilities(ticket);
  if (!can.transition || ticket.transitions.length === 0)
    return (
      <Text size="sm" c="dimmed">
        <Trans>There is no step to take</Trans>
      </Text>
    );
  return (
    <Stack gap={2} py={4}>
      {ticket.transitions.map((transition, position) => (
        <Button
          key={transition.key}
          variant="subtle"
          px="xs"
          color="gray"
          c={transition.style === "danger" ? "var(--mantine-color-error)" : "var(--mantine-color-text)"}
          justify="space-between"
          autoFocus={position === 0}
          rightSection={<StatusBadge name={transition.to.name} category={transition.to.category} />}
          onClick={() => onChoose(transition)}
        >
          {transition.name}
        </Button>
      ))}
    </Stack>
  );
}
