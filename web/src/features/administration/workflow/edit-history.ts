/** What was, is and, after undoing, can be again. */
export interface EditHistory<State> {
  past: readonly State[];
  present: State;
  future: readonly State[];
  /** What the last change was part of: typing into one field is undone at once. */
  part: string | null;
}

const longest = 200;

export function begin<State>(present: State): EditHistory<State> {
  return { past: [], present, future: [], part: null };
}

/** A change; one that belongs to the same part as the last is undone together with it. */
export function change<State>(
  history: EditHistory<State>,
  next: State,
  part: string | null = null,
): EditHistory<State> {
  if (next === history.present) return history;
  if (part !== null && part === history.part) return { ...history, present: next, future: [] };
  return { past: [...history.past, history.present].slice(-longest), present: next, future: [], part };
}

export function undo<State>(history: EditHistory<State>): EditHistory<State> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present,
    future: [history.present, ...history.future],
    part: null,
  };
}

export function redo<State>(history: EditHistory<State>): EditHistory<State> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, part: null };
}
