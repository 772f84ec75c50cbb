import type { ButtonHTMLAttributes, ComponentType, ReactElement } from "react";
import { cloneElement, useState } from "react";
import { toast } from "../feedback/toast";

export type MenuTarget = ReactElement<ButtonHTMLAttributes<HTMLButtonElement>>;

/**
 * A button that opens a menu. The menu's code is fetched when it is first asked for; from then on the menu, made by
 * `OpenedMenu`, stands in the button's place.
 */
export function menuButton<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props & { target: MenuTarget }> }>,
) {
  return function MenuButton({ target, ...props }: Props & { target: MenuTarget }) {
    const [Menu, setMenu] = useState<ComponentType<Props & { target: MenuTarget }> | null>(null);
    if (Menu) return <Menu target={target} {...(props as Props)} />;
    return cloneElement(target, {
      "aria-haspopup": "menu",
      "aria-expanded": false,
      onClick: () => void load().then(({ default: loaded }) => setMenu(() => loaded), toast.failed),
    });
  };
}
