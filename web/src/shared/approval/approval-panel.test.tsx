import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import ApprovalPanel from "./approval-panel";

const nobody = { ask: false, compose: false, withdraw: false, changeApprovers: false };
const person = (id: number, displayName: string) => ({ id, displayName, email: null });
const at = "2026-11-22T01:00:00Z";

const vote = (id: number, who: ReturnType<typeof person>, part: object = {}) => ({
  id,
  person: who,
  active: true,
  waiting: false,
  mine: false,
  substitutes: [],
  comment: "",
  added: false,
  ...part,
});

const step = (id: number, kind: string, state: string, votes: object[], part: object = {}) => ({
  id,
  kind,
  name: "",
  rule: "all",
  required: votes.length,
  comment: "on_rejection",
  refusalEnds: true,
  state,
  threshold: false,
  decidedAll: false,
  unattended: false,
  votes,
  ...part,
});

const round = (steps: object[], state = "running") => ({
  rounds: [
    {
      id: 1,
      number: 1,
      state,
      statusName: "Being approved",
      openedBy: person(9, "김하늘"),
      openedAt: at,
      steps,
      fixedSteps: steps.length,
      hindrances: [],
    },
  ],
  may: nobody,
});

test("the line tells who decided, in whose place, and who was final", async () => {
  answering({
    "GET /api/tickets/IT-1/approvals": {
      body: round(
        [
          step(1, "agree", "objected", [
            vote(1, person(1, "박법무"), {
              decision: "rejected",
              decidedBy: person(1, "박법무"),
              decidedAt: at,
              comment: "계약서 확인 필요",
            }),
          ]),
          step(
            2,
            "approve",
            "approved",
            [
              vote(2, person(2, "이팀장"), {
                decision: "approved",
                decidedBy: person(3, "한대결"),
                decidedAt: at,
              }),
            ],
            { decidedAll: true, threshold: true },
          ),
          step(3, "approve", "skipped", [vote(3, person(4, "정이사"))]),
        ],
        "approved",
      ),
    },
  });
  renderInApp(<ApprovalPanel ticketKey="IT-1" deskKey="IT" />);

  const boxes = within(await screen.findByRole("list", { name: "Line of approval" })).getAllByRole(
    "listitem",
  );
  expect(boxes.map((box) => box.textContent?.replace(/\d.*$/, ""))).toEqual([
    "DraftedDrafted김하늘",
    "AgreementNot agreed박법무",
    "ApprovalFinalin place이팀장by 한대결",
    expect.stringContaining("ApprovalSkipped정이사"),
  ]);
  expect(screen.getByText("계약서 확인 필요")).toBeVisible();
  expect(screen.queryByRole("form", { name: "Decide" })).toBeNull();
});

test("rejecting asks for a reason, and what is decided is sent once", async () => {
  const open = round([
    step(1, "approve", "open", [vote(7, person(1, "이팀장"), { waiting: true, mine: true })]),
  ]);
  const sent = answering({
    "GET /api/tickets/IT-1/approvals": { body: open },
    "POST /api/approvals/7/decision": { body: round([], "rejected") },
  });
  renderInApp(<ApprovalPanel ticketKey="IT-1" deskKey="IT" />);

  await userEvent.click(await screen.findByRole("button", { name: "Reject" }));
  expect(screen.getByText("Say why, so that it can be put right.")).toBeVisible();
  expect(sent.filter(({ method }) => method === "POST")).toEqual([]);
  await userEvent.type(screen.getByLabelText("Comment"), "No budget");
  await userEvent.click(screen.getByRole("button", { name: "Reject" }));

  expect(await screen.findByText("Rejected")).toBeVisible();
  expect(sent.filter(({ method }) => method === "POST").map(({ body }) => JSON.parse(body))).toEqual([
    { decision: "rejected", comment: "No budget" },
  ]);
});
