import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { useShortcuts } from "@/shared/keyboard/shortcuts";
import type { Point } from "@/shared/workflow/diagram";
import { statusSize } from "@/shared/workflow/diagram";
import { tidied } from "@/shared/workflow/layout";
import type { DiagramView, Selection } from "@/shared/workflow/workflow-diagram";
import { inLanguage, isBlank } from "../localized";
import type { LocalizedText } from "../resources";
import type { Category, Clipping, Definition } from "./definition";
import { copied, moved, pasted, without, withStatus, withTransition } from "./definition";
import type { DraftEditing } from "./use-workflow-draft";

interface DrawingActsOptions {
  draft: DraftEditing;
  /** What is shown: the draft, or what is only looked at. */
  definition: Definition;
  readOnly: boolean;
  /** The diagram, where one is shown. */
  view: DiagramView | null;
  /** Shows what is selected, to be edited. */
  onOpen: () => void;
  /** Goes back to the drawing, from what is gone. */
  onGone: () => void;
}

/** What can be done to a workflow that is drawn: by pointer, by button, by key. */
export function useDrawingActs({ draft, definition, readOnly, view, onOpen, onGone }: DrawingActsOptions) {
  const { t } = useLingui();
  const { language } = useFormats();
  const [selection, setSelection] = useState<Selection>({ statuses: [], transitions: [] });
  /** Where a transition is to start that is made without drawing it. */
  const [connecting, setConnecting] = useState<readonly string[] | null>(null);
  const clipboard = useRef<Clipping | null>(null);

  /** A name in the reader's language; the other one is as good as this until somebody says it. */
  const named = (name: string): LocalizedText => ({ ko: null, en: null, [language]: name });
  const select = (statuses: readonly string[], transitions: readonly string[] = []) =>
    setSelection({ statuses, transitions });

  function addStatus(wanted?: Point, from?: string) {
    const at = wanted ?? (view ? centred(view.centre()) : undefined);
    const category: Category = draft.definition.statuses.length === 0 ? "new" : "active";
    const made = withStatus(draft.definition, { name: named(t`New status`), category, at });
    const next = from
      ? withTransition(made.definition, { name: named(t`New transition`), from: [from], to: made.key })
          .definition
      : made.definition;
    draft.edit(() => next);
    select([made.key]);
    const place = made.definition.statuses.at(-1)?.position;
    if (!wanted && place) view?.show(place);
    onOpen();
  }

  function addTransition({ name, from, to }: { name?: LocalizedText; from: string[]; to: string }) {
    const given = name && !isBlank(name) ? name : named(t`New transition`);
    const made = withTransition(draft.definition, { name: given, from, to });
    draft.edit(() => made.definition);
    select([], [made.key]);
    setConnecting(null);
    onOpen();
  }

  function remove(chosen: Selection) {
    const count = chosen.statuses.length + chosen.transitions.length;
    if (count === 0) return;
    const before = draft.definition;
    draft.edit((all) => without(all, chosen));
    select([]);
    const status = chosen.statuses[0];
    const name = inLanguage(before.statuses.find(({ key }) => key === status)?.name, language);
    toast.done(
      status !== undefined && count === 1
        ? t`“${name}” is removed, with the transitions that need it.`
        : t`Removed from the draft.`,
      () => draft.edit(() => before),
    );
    onGone();
  }

  function paste(clipping: Clipping) {
    const made = pasted(draft.definition, clipping);
    draft.edit(() => made.definition);
    select(made.statuses);
  }

  function tidy() {
    draft.edit((all) => moved(all, tidied(all.statuses, all.transitions)));
    requestAnimationFrame(() => view?.fit());
  }

  const keys = useRef<(event: KeyboardEvent) => void>(() => undefined);
  useEffect(() => {
    keys.current = (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('[role="dialog"][aria-modal="true"]')) return;
      const does: Record<string, (() => void) | undefined> = {
        KeyZ: () => (event.shiftKey ? draft.redo : draft.undo)?.(),
        KeyY: () => draft.redo?.(),
        KeyC:
          selection.statuses.length > 0 && !window.getSelection()?.toString()
            ? () => {
                clipboard.current = copied(definition, selection.statuses);
              }
            : undefined,
        KeyV: () => clipboard.current && paste(clipboard.current),
        KeyA: () => select(definition.statuses.map(({ key }) => key)),
      };
      const run = readOnly && event.code !== "KeyC" ? undefined : does[event.code];
      if (!run) return;
      event.preventDefault();
      run();
    };
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => keys.current(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);
  const group = t`Workflow designer`;
  useShortcuts(
    [
      { keys: "n", label: t`New status`, group, run: () => addStatus() },
      { keys: "t", label: t`New transition`, group, run: () => setConnecting(selection.statuses) },
    ],
    !readOnly,
  );

  return {
    selection,
    setSelection,
    select,
    connecting,
    setConnecting,
    addStatus,
    addTransition,
    remove,
    /** Puts a copy of statuses beside them. */
    duplicate: (statuses: readonly string[]) => paste(copied(definition, statuses)),
    tidy,
  };
}

export type DrawingActs = ReturnType<typeof useDrawingActs>;

/** Puts what is to stand in the middle there. */
function centred({ x, y }: Point): Point {
  return { x: Math.round(x - statusSize.width / 2), y: Math.round(y - statusSize.height / 2) };
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=textbox], [role=combobox]"))
  );
}
