import { Button } from "@mantine/core";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { menuButton } from "@/shared/layout/menu-button";
import { renderInApp } from "@/testing/render";
import { confirm } from "./confirm";
import { Dialog } from "./dialog";

function Page() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button onClick={() => setOpened(true)}>Assign</Button>
      <Button onClick={() => void confirm({ title: "Sure?", body: "Gone.", confirm: "Delete" })}>
        Delete
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title="To whom?">
        <input aria-label="Person" />
      </Dialog>
    </>
  );
}

test("a dialog that is closed gives the focus back, each time", async () => {
  await renderInApp(<Page />);
  const assign = screen.getByRole("button", { name: "Assign" });
  for (let time = 0; time < 2; time++) {
    await userEvent.click(assign);
    const person = await screen.findByLabelText("Person");
    await userEvent.type(person, "g");
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
    expect(assign).toHaveFocus();
  }
});

test("a question that is answered does too", async () => {
  await renderInApp(<Page />);
  const button = screen.getByRole("button", { name: "Delete" });
  await userEvent.click(button);
  await userEvent.click(await screen.findByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(button).toHaveFocus());
});

const Menu = menuButton(async () => {
  const { OpenedMenu } = await import("@/shared/layout/opened-menu");
  const { Menu: Library } = await import("@mantine/core");
  return {
    default: ({
      target,
      onEdit,
    }: {
      target: Parameters<typeof OpenedMenu>[0]["target"];
      onEdit: () => void;
    }) => (
      <OpenedMenu target={target}>
        <Library.Item onClick={onEdit}>Edit</Library.Item>
      </OpenedMenu>
    ),
  };
});

test("a menu opens at the first press, also by keyboard, and leads back to its button", async () => {
  const onEdit = vi.fn();
  await renderInApp(<Menu target={<button type="button">More</button>} onEdit={onEdit} />);
  await userEvent.tab();
  const button = () => screen.getByRole("button", { name: "More" });
  expect(button()).toHaveFocus();
  expect(button()).toHaveAttribute("aria-expanded", "false");
  await userEvent.keyboard("{Enter}");
  await screen.findByRole("menuitem", { name: "Edit" });
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("menuitem")).not.toBeInTheDocument());
  await waitFor(() => expect(button()).toHaveFocus());
  await userEvent.keyboard("{Enter}");
  await userEvent.click(await screen.findByRole("menuitem", { name: "Edit" }));
  expect(onEdit).toHaveBeenCalledOnce();
});
