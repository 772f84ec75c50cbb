import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { useState } from "react";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import type { Kept } from "./definition";
import { EscalationRows } from "./escalation-rows";
import type { Escalation } from "./queries";

function Rows({ onRules }: { onRules: (rules: Kept<Escalation>[]) => void }) {
  const [value, setValue] = useState<Kept<Escalation>[]>([]);
  return (
    <EscalationRows
      deskKey="IT"
      value={value}
      problems={[{ pointer: "/escalations/0/teamId", message: "There is no such team.", code: "unknown" }]}
      onChange={(rules) => {
        setValue(rules);
        onRules(rules);
      }}
    />
  );
}

test("a rule says when it follows, whom it tells and what becomes of the ticket", async () => {
  answering({
    "GET /api/groups": { body: { items: [{ id: 4, name: "Network" }], next: null } },
  });
  const told = vi.fn<(rules: Kept<Escalation>[]) => void>();
  const { container } = await renderInApp(<Rows onRules={told} />);

  await userEvent.click(screen.getByRole("button", { name: "Add an escalation" }));
  await userEvent.click(screen.getByRole("checkbox", { name: "Raise its priority by one" }));
  await userEvent.click(screen.getByRole("combobox", { name: "To which team escalation 1 gives it" }));
  await userEvent.click(await screen.findByRole("option", { name: "Network" }));

  expect(told).toHaveBeenLastCalledWith([
    {
      place: expect.any(Number) as number,
      at: { share: 100 },
      tell: ["assignee"],
      personIds: [],
      raisePriority: true,
      teamId: 4,
    },
  ]);
  expect(screen.getByText("There is no such team.")).toBeVisible();
  expect((await axe.run(container)).violations).toEqual([]);

  await userEvent.click(screen.getByRole("button", { name: "Remove escalation 1" }));
  expect(told).toHaveBeenLastCalledWith([]);
});
