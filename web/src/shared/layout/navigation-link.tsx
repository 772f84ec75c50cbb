import { Badge } from "@mantine/core";
import type { LinkProps } from "@tanstack/react-router";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useFormats } from "../i18n/formats";
import classes from "./navigation-link.module.css";

type NavigationLinkProps = Pick<LinkProps, "to" | "params" | "search"> & {
  icon?: ReactNode;
  label: ReactNode;
  /** How many things wait behind it. */
  count?: number;
  /** Marked only on exactly this address. */
  exact?: boolean;
};

/** An entry of a face's navigation. */
export function NavigationLink({ icon, label, count, exact = false, ...target }: NavigationLinkProps) {
  const formats = useFormats();
  return (
    <Link
      {...target}
      className={classes.link}
      activeOptions={{ exact, includeSearch: false }}
      activeProps={{ "aria-current": "page" }}
    >
      {icon && <span className={classes.icon}>{icon}</span>}
      <span className={classes.label}>{label}</span>
      {count !== undefined && (
        <Badge size="sm" variant="light" color="gray" className={classes.count}>
          {formats.number(count)}
        </Badge>
      )}
    </Link>
  );
}

/** A heading over some of the entries. */
export function NavigationSection({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className={classes.section}>
      <div className={classes.heading} aria-hidden="true">
        {label}
      </div>
      {children}
    </nav>
  );
}
