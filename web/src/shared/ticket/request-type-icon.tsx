import { ThemeIcon } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import {
  IconAlertOctagon,
  IconBug,
  IconBuilding,
  IconCreditCard,
  IconDeviceLaptop,
  IconDeviceMobile,
  IconFileText,
  IconGitPullRequest,
  IconHeadset,
  IconHelpCircle,
  IconKey,
  IconMail,
  IconNetwork,
  IconPackage,
  IconPrinter,
  IconShieldLock,
  IconTool,
  IconUserPlus,
  IconUsers,
  IconWifi,
} from "@tabler/icons-react";

/** The icons a desk or request type may carry, by the name stored with it. */
export const requestTypeIcons: Readonly<Record<string, Icon>> = {
  laptop: IconDeviceLaptop,
  package: IconPackage,
  key: IconKey,
  "user-plus": IconUserPlus,
  users: IconUsers,
  alert: IconAlertOctagon,
  bug: IconBug,
  "git-pull-request": IconGitPullRequest,
  help: IconHelpCircle,
  headset: IconHeadset,
  mail: IconMail,
  mobile: IconDeviceMobile,
  network: IconNetwork,
  wifi: IconWifi,
  printer: IconPrinter,
  shield: IconShieldLock,
  tool: IconTool,
  building: IconBuilding,
  card: IconCreditCard,
  file: IconFileText,
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
