import type { ComponentType } from "react";
import { useEffect, useState } from "react";
import type { RichTextEditorProps } from "./editor";
import { TextMeanwhile } from "./text-meanwhile";

let Loaded: ComponentType<RichTextEditorProps> | null = null;

/** Fetches the editor's code, ahead of the time when somebody is about to write. */
export async function prepareEditor(): Promise<void> {
  Loaded ??= (await import("./editor")).default;
}

/**
 * Rich text input. Its code is loaded when the first one is shown; what is typed until then goes into a plain input,
 * and from there into the editor.
 */
export function RichTextEditor(props: RichTextEditorProps) {
  const [Editor, setEditor] = useState(() => Loaded);
  const [composing, setComposing] = useState(false);
  const [focused, setFocused] = useState(false);
  useEffect(() => {
    if (Editor || composing) return;
    let gone = false;
    void prepareEditor().then(
      () => !gone && setEditor(() => Loaded),
      // Without a connection the plain input goes on.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [Editor, composing]);
  if (Editor) return <Editor {...props} autoFocus={props.autoFocus || focused} />;
  return <TextMeanwhile {...props} onFocused={setFocused} onComposing={setComposing} />;
}
