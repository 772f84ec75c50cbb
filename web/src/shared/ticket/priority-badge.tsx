import { useLingui } from "@lingui/react";
import { useLingui as useText } from "@lingui/react/macro";
import { priorities, priorityOf } from "./vocabulary";
import classes from "./priority-badge.module.css";

/** A priority by arrow and colour; with `compact` the word is only read out and shown on hover. */
export function PriorityBadge({ priority, compact = false }: { priority: number; compact?: boolean }) {
  const { i18n } = useLingui();
  const { t } = useText();
  const level = priorityOf(priority);
  const { icon: Arrow, label } = priorities[level];
  const name = i18n._(label);
  if (compact) {
    return (
      <span
        className={classes.badge}
        data-priority={level}
        role="img"
        aria-label={t`Priority: ${name}`}
        title={name}
      >
        <Arrow size={18} stroke={2.4} aria-hidden />
      </span>
    );
  }
  return (
    <span className={classes.badge} data-priority={level}>
      <Arrow size={17} stroke={2.4} aria-hidden />
      <span className={classes.name}>{name}</span>
    </span>
  );
}
