import { ThemeIcon } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import {
  IconAlertTriangle,
  IconApps,
  IconBug,
  IconBuilding,
  IconCalendar,
  IconCloud,
  IconCreditCard,
  IconDatabase,
  IconDeviceDesktop,
  IconDeviceLaptop,
  IconDeviceMobile,
  IconFileText,
  IconFolder,
  IconGitPullRequest,
  IconHeadset,
  IconHeart,
  IconHelpCircle,
  IconKey,
  IconLockOpen,
  IconMail,
  IconNetwork,
  IconPackage,
  IconPackageImport,
  IconPrinter,
  IconScale,
  IconSearch,
  IconServer,
  IconShieldLock,
  IconTool,
  IconUserMinus,
  IconUserPlus,
  IconUsers,
  IconWifi,
} from "@tabler/icons-react";

/** The icons a desk or request type may carry, by the Tabler name stored with it. */
export const requestTypeIcons: Readonly<Record<string, Icon>> = {
  "device-laptop": IconDeviceLaptop,
  "device-desktop": IconDeviceDesktop,
  "device-mobile": IconDeviceMobile,
  printer: IconPrinter,
  network: IconNetwork,
  wifi: IconWifi,
  server: IconServer,
  database: IconDatabase,
  cloud: IconCloud,
  apps: IconApps,
  package: IconPackage,
  "package-import": IconPackageImport,
  folder: IconFolder,
  "file-text": IconFileText,
  key: IconKey,
  "lock-open": IconLockOpen,
  "shield-lock": IconShieldLock,
  "user-plus": IconUserPlus,
  "user-minus": IconUserMinus,
  users: IconUsers,
  "alert-triangle": IconAlertTriangle,
  bug: IconBug,
  tool: IconTool,
  "git-pull-request": IconGitPullRequest,
  search: IconSearch,
  "help-circle": IconHelpCircle,
  headset: IconHeadset,
  mail: IconMail,
  calendar: IconCalendar,
  building: IconBuilding,
  "credit-card": IconCreditCard,
  scale: IconScale,
  heart: IconHeart,
};

/** The icon of a desk or request type; decorative, its name stands beside it. */
export function RequestTypeIcon({ icon, size = 36 }: { icon?: string | null; size?: number }) {
  const Shape = (icon ? requestTypeIcons[icon] : undefined) ?? IconHelpCircle;
  return (
    <ThemeIcon variant="light" size={size} radius="md" aria-hidden>
      <Shape size={Math.round(size * 0.56)} />
    </ThemeIcon>
  );
}
