import { Trans, useLingui } from "@lingui/react/macro";
import { Text, Title, UnstyledButton } from "@mantine/core";
import { EmptyState } from "@/shared/feedback/empty-state";
import { useFormats } from "@/shared/i18n/formats";
import { inLanguage } from "../localized";
import type { Transition } from "./definition";
import { useDesign, useNames } from "./design";
import classes from "./designer.module.css";
import type { Difference, StatusMember, TransitionMember } from "./difference";

/** What the draft does otherwise than what is published, in words. */
export function DifferenceList({ differences }: { differences: readonly Difference[] }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const { select, published, definition } = useDesign();
  const names = useNames();
  if (differences.length === 0)
    return (
      <EmptyState title={t`Nothing has changed`}>
        <Trans>The draft says the same as the published version.</Trans>
      </EmptyState>
    );

  const statusName = (key: string) => {
    const status =
      definition.statuses.find((one) => one.key === key) ?? published.statuses.find((one) => one.key === key);
    return status ? inLanguage(status.name, language) : key;
  };
  const statusMembers: Record<StatusMember, string> = {
    name: t`name`,
    customerName: t`name that customers read`,
    category: t`category`,
    approval: t`approval`,
  };
  const transitionMembers: Record<TransitionMember, string> = {
    name: t`name`,
    from: t`where it starts`,
    to: t`where it leads`,
    customer: t`who may take it`,
    onCustomerComment: t`taken by itself or not`,
    screen: t`what it asks for`,
    set: t`what it sets by itself`,
    style: t`look of the button`,
    shortcut: t`shortcut`,
    conditions: t`conditions`,
    validators: t`validators`,
    postFunctions: t`post-functions`,
  };
  const way = ({ from, to }: Transition) => {
    const start = from.length === 0 ? t`any status` : from.map(statusName).join(", ");
    return `${start} → ${statusName(to)}`;
  };

  function described(difference: Difference): {
    kind: "added" | "removed" | "changed";
    title: string;
    detail?: string;
    open?: () => void;
  } {
    switch (difference.of) {
      case "name":
        return { kind: "changed", title: t`The name of the workflow` };
      case "order":
        return { kind: "changed", title: t`The order of the buttons` };
      case "initial":
        return {
          kind: "changed",
          title: t`Where work begins`,
          detail: `${statusName(difference.before)} → ${statusName(difference.after)}`,
        };
      case "status": {
        const name = statusName(difference.status.key);
        const open = () => select({ status: difference.status.key });
        if (difference.kind !== "changed") {
          const { kind } = difference;
          return { kind, title: t`Status “${name}”`, open: kind === "added" ? open : undefined };
        }
        const before = inLanguage(difference.before.name, language);
        return {
          kind: "changed",
          title: t`Status “${name}”`,
          detail: difference.members
            .map((member) =>
              member === "name" && before !== name ? t`name, was “${before}”` : statusMembers[member],
            )
            .join(" · "),
          open,
        };
      }
      case "transition": {
        const name =
          inLanguage(difference.transition.name, language) || names.transition(difference.transition.key);
        const open = () => select({ transition: difference.transition.key });
        if (difference.kind !== "changed") {
          const { kind, transition } = difference;
          return {
            kind,
            title: t`Transition “${name}”`,
            detail: way(transition),
            open: kind === "added" ? open : undefined,
          };
        }
        const before = inLanguage(difference.before.name, language);
        return {
          kind: "changed",
          title: t`Transition “${name}”`,
          detail: difference.members
            .map((member) => {
              if (member === "name" && before !== name) return t`name, was “${before}”`;
              if (member === "from" || member === "to")
                return `${way(difference.before)} ⇒ ${way(difference.transition)}`;
              return transitionMembers[member];
            })
            .filter((detail, place, all) => all.indexOf(detail) === place)
            .join(" · "),
          open,
        };
      }
    }
  }

  const kinds = {
    added: { sign: "+", label: t({ message: "Added", context: "difference" }) },
    removed: { sign: "−", label: t({ message: "Removed", context: "difference" }) },
    changed: { sign: "~", label: t({ message: "Changed", context: "difference" }) },
  };
  return (
    <>
      <Title order={2} size="h3" mb="xs">
        <Trans>Changes since the published version</Trans>
      </Title>
      <ul className={classes.entries} aria-label={t`Changes since the published version`}>
        {differences.map((difference) => {
          const { kind, title, detail, open } = described(difference);
          const content = (
            <>
              <span className={classes.kind} data-kind={kind} title={kinds[kind].label}>
                <span aria-hidden>{kinds[kind].sign}</span>
              </span>{" "}
              <Text span size="sm" fw={600}>
                {kinds[kind].label}: {title}
              </Text>
              {detail && (
                <Text span size="sm" c="dimmed" display="block">
                  {detail}
                </Text>
              )}
            </>
          );
          return (
            <li key={`${kind} ${title} ${detail ?? ""}`}>
              {open ? (
                <UnstyledButton className={classes.entry} onClick={open}>
                  {content}
                </UnstyledButton>
              ) : (
                <div className={classes.entry}>{content}</div>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
