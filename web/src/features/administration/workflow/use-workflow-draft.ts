import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useReducer, useRef, useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { toast } from "@/shared/feedback/toast";
import type { Definition } from "./definition";
import { same, withPlaces } from "./definition";
import type { EditHistory } from "./edit-history";
import { begin, change, redo, undo } from "./edit-history";
import type { WorkflowDraft } from "./queries";
import { workflowQueries } from "./queries";

const pause = 700;

export type Change = (definition: Definition) => Definition;

export interface DraftEditing {
  definition: Definition;
  /** As the server keeps it: 0 while nobody has changed what is published. */
  version: number;
  publishedVersion: number;
  /** Changes with the same `part` one after the other are undone at once. */
  edit: (make: Change, part?: string) => void;
  undo: (() => void) | null;
  redo: (() => void) | null;
  state: "saved" | "saving" | "unsaved" | "failed";
  /** Who saved meanwhile; nothing more is sent until it is decided whose draft stays. */
  conflict: WorkflowDraft | null;
  keepMine: () => void;
  takeTheirs: () => void;
  /** Sends what is not sent yet; whether everything is kept then. */
  settle: () => Promise<boolean>;
  retry: () => void;
  /** Goes on with what the server answered: after publishing, discarding, taking back. */
  adopt: (draft: WorkflowDraft) => void;
}

type Act =
  | { kind: "edit"; make: Change; part: string | null }
  | { kind: "undo" | "redo" }
  | { kind: "begin"; definition: Definition };

function reduce(history: EditHistory<Definition>, act: Act): EditHistory<Definition> {
  switch (act.kind) {
    case "edit":
      return change(history, act.make(history.present), act.part);
    case "undo":
      return undo(history);
    case "redo":
      return redo(history);
    case "begin":
      return begin(act.definition);
  }
}

/** A workflow's draft while it is edited: what changes is sent by itself, and overwrites nobody's. */
export function useWorkflowDraft(deskKey: string, workflowId: number, loaded: WorkflowDraft): DraftEditing {
  const client = useQueryClient();
  const [history, act] = useReducer(reduce, null, () => begin(withPlaces(loaded.definition)));
  const [kept, setKept] = useState({
    definition: history.present,
    version: loaded.version,
    publishedVersion: loaded.publishedVersion,
  });
  const [state, setState] = useState<"idle" | "saving" | "failed">("idle");
  const [conflict, setConflict] = useState<WorkflowDraft | null>(null);
  const sending = useRef<Promise<boolean> | null>(null);
  const latest = useRef({ history, kept, conflict });
  useEffect(() => {
    latest.current = { history, kept, conflict };
  });

  const unsaved = !same(history.present, kept.definition);

  function remember(draft: WorkflowDraft, definition: Definition) {
    client.setQueryData(workflowQueries.draft(deskKey, workflowId).queryKey, draft);
    const next = { definition, version: draft.version, publishedVersion: draft.publishedVersion };
    latest.current.kept = next;
    setKept(next);
  }

  async function send(over?: number): Promise<boolean> {
    const { history: now, kept: before } = latest.current;
    const definition = now.present;
    if (over === undefined && same(definition, before.definition)) return true;
    setState("saving");
    try {
      const draft = await answer(
        api.PUT("/api/desks/{deskKey}/workflows/{id}/draft", {
          params: { path: { deskKey, id: workflowId } },
          headers: ifMatch(over ?? before.version),
          body: definition,
        }),
      );
      remember(draft, definition);
      setState("idle");
      return true;
    } catch (failure) {
      if (isProblem(failure, "stale_version")) {
        const theirs = await client.fetchQuery({
          ...workflowQueries.draft(deskKey, workflowId),
          staleTime: 0,
        });
        latest.current.conflict = theirs;
        setConflict(theirs);
        setState("idle");
      } else {
        setState("failed");
        toast.failed(failure);
      }
      return false;
    }
  }

  /** One save at a time, and another behind it for what has changed meanwhile. */
  async function settle(): Promise<boolean> {
    while (sending.current) await sending.current.catch(() => false);
    if (latest.current.conflict) return false;
    sending.current = send().finally(() => {
      sending.current = null;
    });
    const fine = await sending.current;
    return fine && (same(latest.current.history.present, latest.current.kept.definition) || settle());
  }

  const settleLatest = useRef(settle);
  useEffect(() => {
    settleLatest.current = settle;
  });
  useEffect(() => {
    if (!unsaved || conflict) return;
    const timer = setTimeout(() => void settleLatest.current(), pause);
    return () => clearTimeout(timer);
  }, [history.present, unsaved, conflict]);
  // What was changed just before the page is left inside the app is not lost.
  useEffect(() => () => void settleLatest.current(), []);

  function adopt(draft: WorkflowDraft) {
    const definition = withPlaces(draft.definition);
    act({ kind: "begin", definition });
    latest.current.history = begin(definition);
    latest.current.conflict = null;
    setConflict(null);
    setState("idle");
    remember(draft, definition);
  }

  return {
    definition: history.present,
    version: kept.version,
    publishedVersion: kept.publishedVersion,
    edit: (make, part) => act({ kind: "edit", make, part: part ?? null }),
    undo: history.past.length > 0 ? () => act({ kind: "undo" }) : null,
    redo: history.future.length > 0 ? () => act({ kind: "redo" }) : null,
    state: state === "idle" ? (unsaved ? "unsaved" : "saved") : state,
    conflict,
    keepMine: () => {
      const theirs = latest.current.conflict;
      if (!theirs) return;
      latest.current.conflict = null;
      setConflict(null);
      sending.current = send(theirs.version).finally(() => {
        sending.current = null;
      });
    },
    takeTheirs: () => {
      if (latest.current.conflict) adopt(latest.current.conflict);
    },
    settle,
    retry: () => void settle(),
    adopt,
  };
}
