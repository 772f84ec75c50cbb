import { useLingui } from "@lingui/react";
import { CategorySign } from "./category-sign";
import type { StatusCategory } from "./vocabulary";
import { statusCategories } from "./vocabulary";
import classes from "./status-badge.module.css";

/** A status by its name; its category by colour and by how far the circle is filled. */
export function StatusBadge({ name, category }: { name: string; category: StatusCategory }) {
  const { i18n } = useLingui();
  return (
    <span className={classes.badge} data-category={category} title={i18n._(statusCategories[category])}>
      <CategorySign category={category} />
      <span className={classes.name}>{name}</span>
    </span>
  );
}
