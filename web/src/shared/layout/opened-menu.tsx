import type { MenuProps } from "@mantine/core";
import { Menu } from "@mantine/core";
import { cloneElement, useEffect, useState } from "react";
import type { MenuTarget } from "./menu-button";

/** What a menu button becomes when it has been pressed: it keeps the focus, and its menu is open. */
export function OpenedMenu({ target, children, ...props }: MenuProps & { target: MenuTarget }) {
  const [opened, setOpened] = useState(false);
  useEffect(() => setOpened(true), []); // eslint-disable-line react-hooks/set-state-in-effect -- opened from closed, so that closing it leads back to the button
  return (
    <Menu opened={opened} onChange={setOpened} {...props}>
      <Menu.Target>{cloneElement(target, { autoFocus: true })}</Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
