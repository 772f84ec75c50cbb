import { Trans, useLingui } from "@lingui/react/macro";
import { Menu, Text } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import {
  IconCheck,
  IconDeviceDesktop,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSun,
  IconUser,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { languages } from "../i18n/language";
import { usePreferences } from "../session/preferences";
import type { Theme } from "../session/session";
import { useSession } from "../session/session";
import { useSignOut } from "../session/sign-out";
import type { MenuTarget } from "./menu-button";
import { OpenedMenu } from "./opened-menu";

/** Who one is, language, appearance, the way to the profile and out. */
export default function UserMenu({ target }: { target: MenuTarget }) {
  const { t } = useLingui();
  const { person } = useSession();
  const { theme, language, choose } = usePreferences();
  const signOut = useSignOut();
  const appearances: ReadonlyArray<{ value: Theme; label: string; icon: Icon }> = [
    { value: "system", label: t`As the system`, icon: IconDeviceDesktop },
    { value: "light", label: t`Light`, icon: IconSun },
    { value: "dark", label: t`Dark`, icon: IconMoon },
  ];
  return (
    <OpenedMenu target={target} width={250} closeOnItemClick={false}>
      <Menu.Label>
        <Text fw={600} size="sm" c="var(--mantine-color-text)" component="div" truncate>
          {person.displayName}
        </Text>
        <Text size="xs" component="div" truncate>
          {person.email}
        </Text>
      </Menu.Label>
      <Menu.Divider />
      {languages.map(({ value, label }) => (
        <Menu.Item
          key={value}
          lang={value}
          role="menuitemradio"
          aria-checked={language === value}
          leftSection={<IconLanguage size={16} aria-hidden />}
          rightSection={language === value ? <IconCheck size={16} aria-hidden /> : undefined}
          onClick={() => choose({ language: value })}
        >
          {label}
        </Menu.Item>
      ))}
      <Menu.Divider />
      {appearances.map(({ value, label, icon: Appearance }) => (
        <Menu.Item
          key={value}
          role="menuitemradio"
          aria-checked={theme === value}
          leftSection={<Appearance size={16} aria-hidden />}
          rightSection={theme === value ? <IconCheck size={16} aria-hidden /> : undefined}
          onClick={() => choose({ theme: value })}
        >
          {label}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item
        component={Link}
        to="/profile"
        closeMenuOnClick
        leftSection={<IconUser size={16} aria-hidden />}
      >
        <Trans>Your profile</Trans>
      </Menu.Item>
      <Menu.Item
        closeMenuOnClick
        leftSection={<IconLogout size={16} aria-hidden />}
        onClick={() => void signOut()}
      >
        <Trans>Sign out</Trans>
      </Menu.Item>
    </OpenedMenu>
  );
}
