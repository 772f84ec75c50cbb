import type { Highlight } from "./search";
import classes from "./search.module.css";

/** A text in which the words that were looked for are marked. */
export function Highlighted({ pieces }: { pieces: readonly Highlight[] }) {
  return (
    <>
      {pieces.map(({ text, found }, position) =>
        found ? (
          <mark key={position} className={classes.found}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </>
  );
}
