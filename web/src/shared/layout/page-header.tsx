import { Group, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import { navigation } from "./navigation";

interface PageHeaderProps {
  /** The page's heading and the document's title. */
  title: string;
  /** Stands before the heading: an icon, a key. */
  leading?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** When the visible heading is drawn elsewhere. */
  documentTitle?: string;
  /** It heads something that stands beside the page itself. */
  beside?: boolean;
}

/** The heading of a page; takes the focus when the page is navigated to, so that it is read out. */
export function PageHeader({
  title,
  leading,
  description,
  actions,
  documentTitle,
  beside = false,
}: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!beside && navigation.hasHappened()) heading.current?.focus({ preventScroll: true });
  }, [beside]);
  useEffect(() => {
    if (!beside) document.title = `${documentTitle ?? title} · Maru`;
  }, [title, documentTitle, beside]);
  return (
    <Group component="header" justify="space-between" align="flex-start" gap="sm" mb="lg">
      <Group gap="sm" wrap="nowrap" align="flex-start" miw={0} flex="1 1 260px">
        {leading}
        <div style={{ minWidth: 0 }}>
          <Title order={beside ? 2 : 1} tabIndex={-1} ref={heading}>
            {title}
          </Title>
          {description && (
            <Text c="dimmed" mt={2}>
              {description}
            </Text>
          )}
        </div>
      </Group>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
