import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { ConnectedSystemsPage } from "./connected-systems-page";

function question(key: string, type: string, en: string) {
  return { key, type, name: { en }, label: {}, required: false, preset: null };
}

test("files and choices can be mapped, and the form says how they are sent", async () => {
  answering({
    "GET /api/connected-systems": {
      body: [
        {
          id: "6f0e0b0c-31a8-4f2e-9a51-4d1c26a6a1b2",
          name: "Orders",
          active: true,
          deskKey: "IT",
          requestTypeId: 5,
          requestTypeName: { en: "Ask a question" },
          person: { id: 1, displayName: "Kim Jiwon", email: null },
          externalId: "/id",
          reporter: null,
          comment: null,
          fields: { attachments: "/files" },
          callbackAddress: null,
          version: 1,
        },
      ],
    },
    "GET /api/desks": { body: [{ key: "IT", name: "IT", permissions: ["desk.configure"] }] },
    "GET /api/desks/IT/request-types": {
      body: [
        {
          id: 5,
          name: { en: "Ask a question" },
          active: true,
          portal: true,
          form: {
            sections: [
              {
                fields: [
                  question("device", "choice", "Device"),
                  question("attachments", "file", "Attachments"),
                  question("total", "computed", "Total"),
                ],
              },
            ],
          },
        },
      ],
    },
  });
  await renderInApp(<ConnectedSystemsPage />);
  await userEvent.click(await screen.findByRole("button", { name: "Change" }));
  const files = await screen.findByRole("textbox", { name: "Attachments" });
  expect(files).toHaveValue("/files");
  expect(files).toHaveAccessibleDescription(/name and content \(Base64\)/);
  expect(screen.getByRole("textbox", { name: "Device" })).toHaveAccessibleDescription(
    "Sent by key or by name.",
  );
  expect(screen.queryByRole("textbox", { name: "Total" })).not.toBeInTheDocument();
});
