import type { ComponentType } from "react";
import { useEffect, useRef, useState } from "react";
import type { RichTextEditorProps } from "./editor";
import { TextMeanwhile } from "./text-meanwhile";
import classes from "./text-meanwhile.module.css";

let Loaded: ComponentType<RichTextEditorProps> | null = null;

/** Fetches the editor's code, ahead of the time when somebody is about to write. */
export async function prepareEditor(): Promise<void> {
  Loaded ??= (await import("./editor")).default;
}

/**
 * Rich text input. Its code is loaded when the first one is shown, and it takes the focus a moment after it has come.
 * Until then a plain input has the focus and takes what is typed, or the keys would be taken for shortcuts.
 */
export function RichTextEditor(props: RichTextEditorProps) {
  const [Editor, setEditor] = useState(() => Loaded);
  const [settled, setSettled] = useState(() => Loaded !== null && !props.autoFocus);
  const [composing, setComposing] = useState(false);
  const focused = useRef(false);
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
  return (
    <>
      {!settled && (
        <TextMeanwhile
          {...props}
          onFocused={(now) => {
            focused.current = now;
          }}
          onComposing={setComposing}
        />
      )}
      {Editor && (
        <div
          className={settled ? undefined : classes.coming}
          // Until it takes over it is not a second input to anybody.
          aria-hidden={!settled || undefined}
          onFocus={() => setSettled(true)}
        >
          <Editor
            {...props}
            autoFocus={false}
            onReady={(focus) => {
              props.onReady?.(focus);
              if (focused.current) focus();
              else setSettled(true);
            }}
          />
        </div>
      )}
    </>
  );
}
