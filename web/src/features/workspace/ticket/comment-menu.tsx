import { Trans } from "@lingui/react/macro";
import { Menu } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import type { MenuTarget } from "@/shared/layout/menu-button";
import { OpenedMenu } from "@/shared/layout/opened-menu";

interface CommentMenuProps {
  target: MenuTarget;
  onEdit?: () => void;
  onDelete?: () => void;
}

/** What can be done with a comment. */
export default function CommentMenu({ target, onEdit, onDelete }: CommentMenuProps) {
  return (
    <OpenedMenu target={target}>
      {onEdit && (
        <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={onEdit}>
          <Trans>Edit</Trans>
        </Menu.Item>
      )}
      {onDelete && (
        <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={onDelete}>
          <Trans>Delete</Trans>
        </Menu.Item>
      )}
    </OpenedMenu>
  );
}
