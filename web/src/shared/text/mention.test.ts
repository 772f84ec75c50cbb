import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { screen } from "@testing-library/react";
import { createElement } from "react";
import { renderInApp } from "@/testing/render";
import { MentionMenu, mentions } from "./mention";

test("a person who is named stays known by the id, whatever becomes of the text around it", () => {
  const editor = new Editor({
    extensions: [StarterKit, mentions(undefined, () => undefined)],
    content: '<p>Ask <span data-mention="7">@김지원</span> first</p>',
  });
  expect(editor.getHTML()).toBe('<p>Ask <span data-mention="7">@김지원</span> first</p>');
  expect(editor.getText()).toBe("Ask @김지원 first");
  editor.commands.insertContentAt(1, "Please: ");
  expect(editor.getHTML()).toContain('<span data-mention="7">@김지원</span>');
  editor.destroy();
});

test("what only looks like a name is text", () => {
  const editor = new Editor({
    extensions: [StarterKit, mentions(undefined, () => undefined)],
    content: "<p><span>@nobody</span></p>",
  });
  expect(editor.getHTML()).toBe("<p>@nobody</p>");
  editor.destroy();
});

test("an editor that does not stand in the page yet offers nobody, and fails nothing", async () => {
  const editor = new Editor({
    element: null,
    extensions: [StarterKit, mentions(undefined, () => undefined)],
  });
  const menu = createElement(MentionMenu, { editor, choice: null });
  await renderInApp(createElement("p", null, "Still here", menu));
  expect(screen.getByText("Still here")).toBeVisible();
  editor.destroy();
});
