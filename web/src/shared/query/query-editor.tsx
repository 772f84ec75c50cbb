import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  completionStatus,
  pickedCompletion,
  startCompletion,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching } from "@codemirror/language";
import type { Diagnostic } from "@codemirror/lint";
import { linter } from "@codemirror/lint";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder as placeholderOf } from "@codemirror/view";
import { useEffect, useEffectEvent, useRef } from "react";
import { choicesAt, problemsOf } from "./queries";
import classes from "./query-editor.module.css";
import { queryLanguage } from "./query-language";

interface QueryEditorProps {
  label: string;
  value: string;
  onChange: (query: string) => void;
  /** On Enter, when nothing is being chosen. */
  onSubmit: () => void;
  placeholder?: string;
  /** Whether it has been asked for just now, so that writing can begin. */
  focused?: boolean;
}

/** Where a query is written: completed from what there is, and told what is wrong with it where it stands. */
export function QueryEditor({
  label,
  value,
  onChange,
  onSubmit,
  placeholder = "",
  focused = false,
}: QueryEditorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const words = useRef(new Compartment());
  const changed = useEffectEvent(onChange);
  const submitted = useEffectEvent(onSubmit);
  const begin = useEffectEvent((editor: EditorView) => focused && editor.focus());

  useEffect(() => {
    if (!frame.current) return;
    const editor = new EditorView({
      parent: frame.current,
      state: EditorState.create({
        extensions: [
          Prec.highest(
            keymap.of([
              {
                key: "Enter",
                run: (current) => {
                  if (completionStatus(current.state) === "active" && acceptCompletion(current)) return true;
                  submitted();
                  return true;
                },
              },
              // Who only comes by chooses nothing.
              { key: "Tab", run: (current) => current.state.doc.length > 0 && acceptCompletion(current) },
            ]),
          ),
          keymap.of([...historyKeymap, ...defaultKeymap]),
          history(),
          bracketMatching(),
          closeBrackets(),
          EditorView.lineWrapping,
          queryLanguage,
          autocompletion({
            override: [complete],
            activateOnTyping: true,
            interactionDelay: 0,
            icons: false,
            maxRenderedOptions: 20,
            // After a name comes an operator, after that a value, in a function what it is given: that is offered at once.
            // Where a query may end nothing is, so that Enter asks.
            activateOnCompletion: ({ type, detail }) =>
              type === "field" || type === "operator" || (type === "function" && detail !== undefined),
          }),
          linter(check, { delay: 600 }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
            if (update.focusChanged && update.view.hasFocus && update.state.doc.length === 0)
              startCompletion(update.view);
          }),
          words.current.of([]),
        ],
      }),
    });
    view.current = editor;
    begin(editor);
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    view.current?.dispatch({
      effects: words.current.reconfigure([
        placeholderOf(placeholder),
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", autocapitalize: "off" }),
      ]),
    });
  }, [label, placeholder]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || editor.state.doc.toString() === value) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: value },
      selection: { anchor: value.length },
    });
  }, [value]);

  return <div ref={frame} className={classes.editor} />;
}

/** Shown in the order of the server, which knows what is likely; it is asked at every letter. */
async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const query = context.state.doc.toString();
  const { start, end, choices } = await choicesAt(query, context.pos);
  if (choices.length === 0) return null;
  return {
    from: start,
    to: Math.max(end, context.pos),
    filter: false,
    options: choices.map(({ kind, text, explanation }) => ({
      label: text,
      detail: explanation === text || explanation === "" ? undefined : explanation,
      type: kind,
      apply: (view: EditorView, chosen: Completion, from: number, to: number) => {
        const calls = kind === "function";
        const closed = view.state.sliceDoc(to, to + 1) === ")" && isArgument(view.state.sliceDoc(0, from));
        const behind = view.state.sliceDoc(from - 1, from) === ")" && /^\p{L}/u.test(text) ? " " : "";
        const insert = behind + (calls || closed || text === "(" ? text : `${text} `);
        view.dispatch({
          changes: { from, to, insert },
          // Into the parentheses of a function that wants something in them, and out of them with it.
          selection: { anchor: from + insert.length + (calls && explanation !== "" ? -1 : closed ? 1 : 0) },
          userEvent: "input.complete",
          annotations: pickedCompletion.of(chosen),
        });
      },
    })),
  };
}

/** Whether what follows a text is given to a function, and does not stand in a list. */
function isArgument(before: string): boolean {
  const name = /([\p{L}\d]+)\([^()]*$/u.exec(before)?.[1];
  return name !== undefined && name.toLowerCase() !== "in";
}

async function check(view: EditorView): Promise<Diagnostic[]> {
  const query = view.state.doc.toString();
  if (query.trim() === "") return [];
  const problems = await problemsOf(query);
  return problems.map(({ start, end, message, suggestions }) => ({
    from: Math.min(start, view.state.doc.length),
    to: Math.min(Math.max(end, start), view.state.doc.length),
    severity: "error",
    message,
    actions: suggestions.slice(0, 3).map((suggestion) => ({
      name: suggestion,
      apply: (editor: EditorView, from: number, to: number) =>
        editor.dispatch({ changes: { from, to, insert: suggestion } }),
    })),
  }));
}
