import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import type { Definition } from "./definition";
import { DesignContext } from "./design";
import type { DesignerAddress } from "./designer-page";
import { DesignerPage } from "./designer-page";
import { TryOutApproval } from "./try-out-approval";

const name = (en: string) => ({ ko: null, en });
const definition: Definition = {
  name: name("Incident"),
  initial: "open",
  statuses: [
    { key: "open", name: name("Open"), category: "new" },
    { key: "done", name: name("Done"), category: "done" },
  ],
  transitions: [
    {
      key: "finish",
      name: name("Finish"),
      from: ["open"],
      to: "done",
      customer: false,
      onCustomerComment: false,
      screen: [],
      set: {},
      style: "primary",
      conditions: [],
      validators: [],
      postFunctions: [],
    },
  ],
};
const draft = (version: number, changes: Partial<Definition> = {}) => ({
  workflowId: 2,
  definition: { ...definition, ...changes },
  version,
  publishedVersion: 1,
  editedBy: version > 0 ? { id: 9, displayName: "박지원" } : null,
  editedAt: version > 0 ? "2026-11-22T01:00:00Z" : null,
});
const at = "/api/desks/IT/workflows/2";
const problem = {
  pointer: "/transitions/0/screen",
  code: "resolution_not_required",
  message: "The transition “finish” ends the work, so it must ask for the resolution or set it.",
};
const reads = {
  [`GET ${at}/draft`]: { body: draft(0) },
  [`GET ${at}/versions/1`]: { body: definition },
  [`GET ${at}/draft/review`]: { body: { problems: [problem], vanishing: [] } },
  [`GET ${at}/vanished-statuses`]: { body: [] },
  "GET /api/desks/IT/workflows": { body: [] },
  "GET /api/desks/IT/fields": { body: [] },
  "GET /api/workflow-rules": { body: [] },
};

function Page() {
  const [address, setAddress] = useState<DesignerAddress>({ view: "list" });
  return <DesignerPage deskKey="IT" workflowId={2} address={address} onAddress={setAddress} />;
}

test("a problem leads to its place, and what is changed is saved by itself", async () => {
  const sent = answering({ ...reads, [`PUT ${at}/draft`]: { body: draft(1) } });
  await renderInApp(<Page />);
  await userEvent.click(await screen.findByText("Problems"));
  await userEvent.click(await screen.findByRole("button", { name: /^Transition “Finish”/ }));
  const details = screen.getByRole("region", { name: "Details" });
  expect(await within(details).findByText(/“Finish” ends the work/)).toBeVisible();
  const english = within(within(details).getByRole("group", { name: /Name/ })).getByLabelText("English");
  await userEvent.type(english, " it");
  await vi.waitFor(() => expect(sent.some(({ method }) => method === "PUT")).toBe(true), 5_000);
  const put = sent.filter(({ method }) => method === "PUT").at(-1);
  expect(put?.headers.get("If-Match")).toBe('"0"');
  expect((JSON.parse(put?.body ?? "{}") as Definition).transitions[0]?.name).toEqual({
    ko: null,
    en: "Finish it",
  });
  expect(await screen.findByText("Draft saved")).toBeVisible();
  await userEvent.click(screen.getByText("Changes"));
  expect(await screen.findByText(/Transition “Finish it”/)).toBeVisible();
});

test("whoever saves second is told whose draft it is, and nothing is overwritten until they say so", async () => {
  const theirs = draft(4, { name: name("Major incident") });
  const sent = answering({
    ...reads,
    [`GET ${at}/draft`]: [{ body: draft(3) }, { body: theirs }],
    [`PUT ${at}/draft`]: [
      { status: 409, body: { code: "stale_version", title: "Somebody changed this", currentVersion: 4 } },
      { body: draft(5) },
    ],
  });
  await renderInApp(<Page />);
  await userEvent.click(await screen.findByRole("button", { name: "Edit the status Open" }));
  await userEvent.click(screen.getByRole("button", { name: "Remove the status" }));
  const conflict = await screen.findByText(/박지원 saved this draft/, undefined, { timeout: 5_000 });
  expect(conflict).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Save mine over theirs" }));
  await vi.waitFor(() => {
    const puts = sent.filter(({ method }) => method === "PUT");
    expect(puts.at(-1)?.headers.get("If-Match")).toBe('"4"');
    expect((JSON.parse(puts.at(-1)?.body ?? "{}") as Definition).statuses.map(({ key }) => key)).toEqual([
      "done",
    ]);
  });
});

test("a try-out names who would be asked, who cannot be found, and goes on as though they had decided", async () => {
  answering({});
  const decided: string[] = [];
  const step = { kind: "approve", name: "", rule: "all", skipped: false, decidesAll: false } as const;
  const lead = { id: 7, displayName: "이팀장" };
  await renderInApp(
    <DesignContext
      value={{
        deskKey: "IT",
        workflowId: 2,
        definition,
        published: definition,
        fields: [],
        ruleTypes: [],
        problems: [],
        edit: () => undefined,
        select: () => undefined,
      }}
    >
      <TryOutApproval
        approval={{
          composed: false,
          approved: "approve",
          rejected: "reject",
          steps: [
            { ...step, persons: [lead, { id: 8, displayName: "최이사" }], required: 2, unfound: [] },
            { ...step, persons: [], required: 0, unfound: [{ type: "reporters_manager" }] },
          ],
        }}
        busy={false}
        onDecide={(transition) => decided.push(transition)}
      />
    </DesignContext>,
  );
  expect(await screen.findByText("이팀장, 최이사 (2 of 2)")).toBeVisible();
  expect(screen.getByText("Nobody found for: The reporter's manager")).toBeVisible();
  expect(screen.getByText(/would wait until somebody names an approver/)).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "As if rejected" }));
  expect(decided).toEqual(["reject"]);
});
