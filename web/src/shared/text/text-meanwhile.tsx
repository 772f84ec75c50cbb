import { Skeleton } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { RichTextEditorProps } from "./editor";
import classes from "./text-meanwhile.module.css";

interface TextMeanwhileProps extends RichTextEditorProps {
  onFocused: (focused: boolean) => void;
  /** While a Hangul syllable is being composed its input must not be taken away. */
  onComposing: (composing: boolean) => void;
}

/** Plain lines as the rich text they stand for. */
export function paragraphs(text: string): string {
  if (text === "") return "";
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  return escaped.replace(/^.*$/gm, (line) => `<p>${line}</p>`).replaceAll("\n", "");
}

/** Takes what is typed before the editor is there, after what was there already. */
export function TextMeanwhile(props: TextMeanwhileProps) {
  const { value, onChange, label, placeholder, minHeight = 120, autoFocus, disabled, describedBy } = props;
  const { invalid, onSubmit, onReady, onFocused, onComposing } = props;
  const [before] = useState(value);
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLTextAreaElement>(null);
  const ready = useRef(onReady);
  useEffect(() => {
    ready.current?.(() => input.current?.focus());
  }, []);
  return (
    <div className={classes.frame} style={{ minHeight: minHeight + 46 }} data-invalid={invalid || undefined}>
      <div className={classes.toolbar} aria-hidden />
      {before !== "" && <Skeleton h={16} m="sm" w="60%" />}
      <textarea
        ref={input}
        className={classes.input}
        style={{ minHeight }}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={invalid || undefined}
        placeholder={placeholder}
        disabled={disabled}
        autoFocus={autoFocus}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onChange(before + paragraphs(event.currentTarget.value));
        }}
        onFocus={() => onFocused(true)}
        onBlur={() => onFocused(false)}
        onCompositionStart={() => onComposing(true)}
        onCompositionEnd={() => onComposing(false)}
        onKeyDown={(event) => {
          const { key, ctrlKey, metaKey, nativeEvent } = event;
          if (!nativeEvent.isComposing && key === "Enter" && (ctrlKey || metaKey)) onSubmit?.();
        }}
      />
    </div>
  );
}
