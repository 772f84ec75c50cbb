import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { aDesk, anAgent, aTicket, customer, minji } from "../fixtures";
import type { CreateChoice } from "./create-page";
import { CreatePage } from "./create-page";

const laptop = {
  id: 11,
  deskKey: "IT",
  deskName: "IT desk",
  name: "Order hardware",
  description: "",
  help: "Laptops come with a charger.",
  icon: "device-laptop",
  sections: [
    {
      title: "",
      help: "",
      columns: 1,
      fields: [
        {
          key: "summary",
          type: "short_text",
          label: "What is needed?",
          required: true,
          help: "",
          options: [],
        },
        { key: "quantity", type: "number", label: "Quantity", required: true, help: "", options: [] },
      ],
    },
  ],
  conditional: false,
  state: { fields: {}, values: {} },
};
const common = {
  "GET /api/desks": { body: [aDesk] },
  "GET /api/portal/desks/IT/request-types": { body: [{ id: 11, name: "Order hardware", icon: "" }] },
  "GET /api/portal/request-types/11": { body: laptop },
  "GET /api/people": { body: { items: [minji, customer], next: null } },
};
const created = { status: 201, body: aTicket({ key: "IT-9" }) };

const open = (choice: CreateChoice = { desk: "IT", requestType: 11 }, onChoose = vi.fn()) =>
  renderInApp(<CreatePage choice={choice} onChoose={onChoose} />, anAgent());
const summary = () => screen.findByRole("textbox", { name: /What is needed/ });
const send = async () => userEvent.click(screen.getByRole("button", { name: "Create the ticket" }));

test("what it is about is asked first: a request type of the desk, or a kind of work", async () => {
  answering(common);
  const onChoose = vi.fn();
  await open({}, onChoose);
  const about = await screen.findByRole("combobox", { name: "What is it about?" });
  await userEvent.click(about);
  await userEvent.click(await screen.findByRole("option", { name: "Order hardware" }));
  expect(onChoose).toHaveBeenLastCalledWith({ desk: "IT", requestType: 11 });
  await userEvent.click(about);
  await userEvent.click(await screen.findByRole("option", { name: "Incident" }));
  expect(onChoose).toHaveBeenLastCalledWith({ desk: "IT", type: "incident" });
  expect(screen.queryByRole("button", { name: "Create the ticket" })).not.toBeInTheDocument();
});

test("a ticket is made on behalf of a customer, once, and opened", async () => {
  const sent = answering({ ...common, "POST /api/tickets": created });
  const { router } = await open();
  expect(await screen.findByText("Laptops come with a charger.")).toBeVisible();
  await userEvent.type(await summary(), "새 노트북");
  await userEvent.type(screen.getByRole("textbox", { name: /Quantity/ }), "2");
  const reporter = screen.getByRole("combobox", { name: "Reporter" });
  expect(reporter).toHaveValue("김민지");
  await userEvent.click(reporter);
  await userEvent.click(await screen.findByRole("option", { name: /이서준/ }));
  await userEvent.click(screen.getByRole("button", { name: "Assign to me" }));
  await send();
  await waitFor(() => expect(router.state.location.pathname).toBe("/tickets/IT-9"));
  const post = sent.find(({ method }) => method === "POST");
  expect(JSON.parse(post?.body ?? "")).toEqual({
    deskKey: "IT",
    requestTypeId: 11,
    values: { summary: "새 노트북", quantity: 2 },
    reporterId: customer.id,
    assigneeId: minji.id,
  });
  expect(post?.headers.get("Idempotency-Key")).toBeTruthy();
  expect(Object.keys(localStorage).filter((name) => name.startsWith("maru.draft"))).toEqual([]);
});

test("what is missing is told at the field before anything is sent", async () => {
  const sent = answering(common);
  await open();
  await summary();
  await send();
  expect(await summary()).toHaveAccessibleDescription("This is needed.");
  expect(sent.filter(({ method }) => method === "POST")).toEqual([]);
});

test("a refusal is told at its field; the draft is found again and sent as the same ticket", async () => {
  const sent = answering({
    ...common,
    "POST /api/tickets": [
      {
        status: 400,
        body: {
          code: "invalid",
          title: "The ticket has mistakes",
          errors: [{ pointer: "/values/quantity", code: "too_large", message: "No more than 10." }],
        },
      },
      { status: 503, body: { code: "unavailable", title: "Not now" } },
      created,
    ],
  });
  const first = await open();
  await userEvent.type(await summary(), "새 노트북");
  await userEvent.type(screen.getByRole("textbox", { name: /Quantity/ }), "11");
  await send();
  expect(await screen.findByText("No more than 10.")).toBeVisible();
  first.unmount();

  const { router } = await open();
  expect(await summary()).toHaveValue("새 노트북");
  expect(screen.getByRole("status")).toHaveTextContent("Your draft was restored.");
  const quantity = screen.getByRole("textbox", { name: /Quantity/ });
  await userEvent.clear(quantity);
  await userEvent.type(quantity, "2");
  await send();
  expect(await screen.findByRole("alert")).toBeVisible();
  await send();
  await waitFor(() => expect(router.state.location.pathname).toBe("/tickets/IT-9"));
  const keys = sent
    .filter(({ method }) => method === "POST")
    .map(({ headers }) => headers.get("Idempotency-Key"));
  expect(keys).toHaveLength(3);
  expect(keys[1]).toBe(keys[2]);
});

test("who may create tickets on no desk is told so", async () => {
  answering(common);
  const agent = anAgent();
  await renderInApp(<CreatePage choice={{}} onChoose={vi.fn()} />, {
    ...agent,
    deskRoles: [{ deskKey: "IT", roles: ["collaborator"], permissions: ["ticket.view"] }],
    permissions: [],
  });
  expect(await screen.findByText("There is no desk on which you may create tickets.")).toBeVisible();
});
