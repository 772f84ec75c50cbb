import { useLingui } from "@lingui/react";
import type { TicketType } from "./vocabulary";
import { ticketTypes } from "./vocabulary";

/** What kind of ticket it is, by icon and colour, with or without the word. */
export function TicketTypeMark({ type, withLabel = false }: { type: TicketType; withLabel?: boolean }) {
  const { i18n } = useLingui();
  const { icon: Mark, label, color } = ticketTypes[type];
  const name = i18n._(label);
  const tint = `light-dark(var(--mantine-color-${color}-7), var(--mantine-color-${color}-4))`;
  if (!withLabel) {
    return (
      <span
        role="img"
        aria-label={name}
        title={name}
        style={{ display: "inline-flex", verticalAlign: "middle", color: tint }}
      >
        <Mark size={18} aria-hidden />
      </span>
    );
  }
  return (
    <span style={{ display: "inline-flex", verticalAlign: "middle", alignItems: "center", gap: 6 }}>
      <Mark size={18} style={{ color: tint }} aria-hidden />
      {name}
    </span>
  );
}
