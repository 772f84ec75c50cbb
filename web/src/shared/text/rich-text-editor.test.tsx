import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { renderInApp } from "@/testing/render";
import type { RichTextEditorProps } from "./editor";
import { RichTextEditor } from "./rich-text-editor";
import { paragraphs } from "./text-meanwhile";

const network = vi.hoisted(() => {
  let arrive = () => undefined as void;
  const editor = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  return { editor, arrive };
});

vi.mock("./editor", async () => {
  await network.editor;
  const { useEffect, useRef } = await import("react");
  return {
    default: function Editor({ value, onReady }: RichTextEditorProps) {
      const text = useRef<HTMLOutputElement>(null);
      // As the real one: the focus comes a moment later.
      useEffect(() => onReady?.(() => setTimeout(() => text.current?.focus())), []); // eslint-disable-line react-hooks/exhaustive-deps -- said once
      return (
        <output ref={text} tabIndex={-1}>
          {value}
        </output>
      );
    },
  };
});

function Reply() {
  const [html, setHtml] = useState("<p>Begun earlier</p>");
  return <RichTextEditor label="Reply" value={html} onChange={setHtml} autoFocus />;
}

test("what is typed before the editor is there is in it when it comes, and so is the cursor", async () => {
  await renderInApp(<Reply />);
  const input = screen.getByRole("textbox", { name: "Reply" });
  expect(input).toHaveFocus();
  await userEvent.type(input, "네 <확인>{Enter}하겠습니다");
  fireEvent.compositionStart(input);
  await act(async () => network.arrive());
  expect(input).toBeInTheDocument();
  fireEvent.compositionEnd(input);
  const editor = await screen.findByRole("status");
  expect(editor).toHaveTextContent("<p>Begun earlier</p><p>네 &lt;확인&gt;</p><p>하겠습니다</p>");
  await waitFor(() => expect(editor).toHaveFocus());
  expect(input).not.toBeInTheDocument();
});

test("plain lines become paragraphs, and none are made of nothing", () => {
  expect(paragraphs("a & b\n\nc")).toBe("<p>a &amp; b</p><p></p><p>c</p>");
  expect(paragraphs("")).toBe("");
});
