import { Trans, useLingui } from "@lingui/react/macro";
import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  Kbd,
  Text,
  UnstyledButton,
  VisuallyHidden,
  useComputedColorScheme,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import {
  IconArrowRight,
  IconContrast,
  IconLanguage,
  IconLogout,
  IconSearch,
  IconUser,
} from "@tabler/icons-react";
import { Link, useNavigate, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useEffect } from "react";
import { languages } from "../i18n/language";
import { CommandPalette, commandPalette } from "../keyboard/command-palette";
import { useCommands } from "../keyboard/commands";
import { HelpSheet } from "../keyboard/help-sheet";
import { NotificationBell } from "../notification/notification-bell";
import { PersonAvatar } from "../person/person";
import { usePreferences } from "../session/preferences";
import { administers, useSession, worksOnTickets } from "../session/session";
import { useSignOut } from "../session/sign-out";
import { LogoMark } from "../theme/logo";
import { ConnectionBanner } from "./connection-banner";
import { menuButton } from "./menu-button";
import classes from "./shell.module.css";

const UserMenu = menuButton(() => import("./user-menu"));

export type Face = "portal" | "workspace" | "administration";

interface ShellProps {
  face: Face;
  /** The face's own navigation, at the side and behind the menu button on a phone. Without it there is no side. */
  navigation?: ReactNode;
  /** Stands at the right of the header, such as a button to create something. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of all three faces: header with the way to the other faces, navigation, the page. */
export function Shell({ face, navigation, actions, children }: ShellProps) {
  const { t } = useLingui();
  const session = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const scheme = useComputedColorScheme();
  const { language, choose } = usePreferences();
  const [opened, menu] = useDisclosure(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => menu.close(), [path]); // eslint-disable-line react-hooks/exhaustive-deps -- the menu closes when the page changes, not when it opens

  const works = worksOnTickets(session);
  const faces = [
    ...(works ? [{ face: "workspace", to: "/", label: t`Workspace` } as const] : []),
    { face: "portal", to: "/portal", label: t`Portal` } as const,
    ...(administers(session)
      ? [{ face: "administration", to: "/admin", label: t`Administration` } as const]
      : []),
  ];
  useCommands([
    ...faces
      .filter((one) => one.face !== face)
      .map(({ to, label }) => ({
        id: `face ${to}`,
        label,
        icon: <IconArrowRight size={16} />,
        run: () => void navigate({ to }),
      })),
    {
      id: "profile",
      label: t`Your profile`,
      icon: <IconUser size={16} />,
      run: () => void navigate({ to: "/profile" }),
    },
    ...languages
      .filter(({ value }) => value !== language)
      .map(({ value, label }) => ({
        id: `language ${value}`,
        label,
        icon: <IconLanguage size={16} />,
        group: t`Settings`,
        keywords: "language 언어",
        run: () => choose({ language: value }),
      })),
    {
      id: "theme",
      label: scheme === "dark" ? t`Light appearance` : t`Dark appearance`,
      icon: <IconContrast size={16} />,
      group: t`Settings`,
      run: () => choose({ theme: scheme === "dark" ? "light" : "dark" }),
    },
    {
      id: "sign-out",
      label: t`Sign out`,
      icon: <IconLogout size={16} />,
      group: t`Settings`,
      run: () => void signOut(),
    },
  ]);
  const faceLinks = faces.length > 1 && (
    <nav aria-label={t`Areas`} className={classes.faces}>
      {faces.map(({ face: one, to, label }) => (
        <Link key={one} to={to} className={classes.face} aria-current={one === face ? "true" : undefined}>
          {label}
        </Link>
      ))}
    </nav>
  );

  return (
    <>
      <a className={classes.skip} href="#main">
        <Trans>Skip to the content</Trans>
      </a>
      <AppShell
        header={{ height: 52 }}
        navbar={navigation ? { width: 236, breakpoint: "sm", collapsed: { mobile: !opened } } : undefined}
        padding={0}
      >
        <AppShell.Header className={classes.header}>
          <Group h="100%" px="md" gap="sm" wrap="nowrap">
            {(navigation || faces.length > 1) && (
              <Burger
                opened={opened}
                onClick={menu.toggle}
                hiddenFrom="sm"
                size="sm"
                aria-label={opened ? t`Close the menu` : t`Open the menu`}
                aria-expanded={opened}
              />
            )}
            <Link
              to={face === "portal" ? "/portal" : face === "administration" ? "/admin" : "/"}
              className={classes.brand}
            >
              <LogoMark />
              <Text component="span" fw={700} size="lg" className={classes.name} truncate>
                {face === "portal" ? session.organisationName : "Maru"}
              </Text>
            </Link>
            <Group visibleFrom="sm" gap={0}>
              {faceLinks}
            </Group>
            <Group gap={6} ml="auto" wrap="nowrap">
              <UnstyledButton className={classes.search} onClick={commandPalette.open} visibleFrom="md">
                <IconSearch size={15} aria-hidden />
                <span>
                  <Trans>Search or jump to…</Trans>
                </span>
                <Kbd size="xs">{/mac/i.test(navigator.userAgent) ? "⌘K" : "Ctrl K"}</Kbd>
              </UnstyledButton>
              <ActionIcon
                hiddenFrom="md"
                size="lg"
                onClick={commandPalette.open}
                aria-label={t`Search or jump to…`}
              >
                <IconSearch size={19} />
              </ActionIcon>
              {actions}
              {works && <NotificationBell />}
              <UserMenu
                target={
                  <UnstyledButton className={classes.user}>
                    <PersonAvatar person={session.person} size={30} />
                    <VisuallyHidden>{t`${session.person.displayName}: your menu`}</VisuallyHidden>
                  </UnstyledButton>
                }
              />
            </Group>
          </Group>
        </AppShell.Header>
        {navigation && (
          <AppShell.Navbar className={classes.navbar} p="sm">
            <Group hiddenFrom="sm" mb="md">
              {faceLinks}
            </Group>
            {navigation}
          </AppShell.Navbar>
        )}
        <AppShell.Main id="main" tabIndex={-1} className={classes.main}>
          <ConnectionBanner />
          {!navigation && opened && <div className={classes.drop}>{faceLinks}</div>}
          <div className={classes.page} data-face={face}>
            {children}
          </div>
        </AppShell.Main>
      </AppShell>
      <CommandPalette />
      <HelpSheet />
    </>
  );
}
