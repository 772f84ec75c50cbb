import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react";
import { Radio } from "@mantine/core";
import { requestTypeIcons } from "@/shared/ticket/request-type-icon";
import classes from "./icon-picker.module.css";

const names: Readonly<Record<string, MessageDescriptor>> = {
  "device-laptop": msg({ message: "Laptop", context: "icon" }),
  "device-desktop": msg({ message: "Desktop computer", context: "icon" }),
  "device-mobile": msg({ message: "Mobile phone", context: "icon" }),
  printer: msg({ message: "Printer", context: "icon" }),
  network: msg({ message: "Network", context: "icon" }),
  wifi: msg({ message: "Wi-Fi", context: "icon" }),
  server: msg({ message: "Server", context: "icon" }),
  database: msg({ message: "Database", context: "icon" }),
  cloud: msg({ message: "Cloud", context: "icon" }),
  apps: msg({ message: "Applications", context: "icon" }),
  package: msg({ message: "Package", context: "icon" }),
  "package-import": msg({ message: "Installation", context: "icon" }),
  folder: msg({ message: "Folder", context: "icon" }),
  "file-text": msg({ message: "Document", context: "icon" }),
  key: msg({ message: "Key", context: "icon" }),
  "lock-open": msg({ message: "Open lock", context: "icon" }),
  "shield-lock": msg({ message: "Shield", context: "icon" }),
  "user-plus": msg({ message: "New person", context: "icon" }),
  "user-minus": msg({ message: "Leaving person", context: "icon" }),
  users: msg({ message: "People", context: "icon" }),
  "alert-triangle": msg({ message: "Warning", context: "icon" }),
  bug: msg({ message: "Bug", context: "icon" }),
  tool: msg({ message: "Tool", context: "icon" }),
  "git-pull-request": msg({ message: "Change", context: "icon" }),
  search: msg({ message: "Magnifying glass", context: "icon" }),
  "help-circle": msg({ message: "Question mark", context: "icon" }),
  headset: msg({ message: "Headset", context: "icon" }),
  mail: msg({ message: "Letter", context: "icon" }),
  calendar: msg({ message: "Calendar", context: "icon" }),
  building: msg({ message: "Building", context: "icon" }),
  "credit-card": msg({ message: "Card", context: "icon" }),
  scale: msg({ message: "Scales", context: "icon" }),
  heart: msg({ message: "Heart", context: "icon" }),
};

interface IconPickerProps {
  label: string;
  value: string;
  onChange: (icon: string) => void;
  error?: React.ReactNode;
}

/** Chooses one of the icons that desks and request types may carry. */
export function IconPicker({ label, value, onChange, error }: IconPickerProps) {
  const { i18n } = useLingui();
  return (
    <Radio.Group label={label} value={value} onChange={onChange} error={error}>
      <div className={classes.icons}>
        {Object.entries(requestTypeIcons).map(([icon, Shape]) => {
          const described = names[icon];
          const name = described ? i18n._(described) : icon;
          return (
            <Radio.Card key={icon} value={icon} aria-label={name} title={name} className={classes.icon}>
              <Shape size={20} aria-hidden />
            </Radio.Card>
          );
        })}
      </div>
    </Radio.Group>
  );
}
