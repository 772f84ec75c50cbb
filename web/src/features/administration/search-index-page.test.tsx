import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { renderInApp } from "@/testing/render";
import { answering } from "@/testing/server";
import { SearchIndexPage } from "./search-index-page";

const state = {
  documents: 1_000_000,
  waiting: 0,
  checkedAt: "2026-11-21T18:00:00Z",
  differences: 0,
  filesWaiting: 0,
  filesUnreadable: 0,
  filesCutShort: 3,
};

test("how the index stands is told, and a check says what it found", async () => {
  answering({
    "GET /api/search/index": { body: state },
    "POST /api/search/index/checks": { body: { ...state, differences: 2, waiting: 2 } },
  });
  await renderInApp(<SearchIndexPage />);
  expect(await screen.findByText("1,000,000")).toBeVisible();
  expect(screen.getByText("Everything was in line.")).toBeVisible();
  expect(screen.getByText("Files read in part").closest("div")).toHaveTextContent(/3$/);

  await userEvent.click(screen.getByRole("button", { name: "Check now" }));

  expect(await screen.findByText("2 tickets were not in line and made anew.")).toBeVisible();
});
