import type { StatusCategory } from "./vocabulary";

/** A status's category by how far a circle is filled. */
export function CategorySign({ category }: { category: StatusCategory }) {
  return (
    <svg viewBox="0 0 12 12" width="11" height="11" aria-hidden="true" focusable="false">
      {category === "done" ? (
        <>
          <circle cx="6" cy="6" r="6" fill="currentColor" />
          <path d="M3.3 6.2 5.2 8l3.5-3.8" fill="none" stroke="light-dark(#fff, #15361f)" strokeWidth="1.6" />
        </>
      ) : (
        <>
          <circle
            cx="6"
            cy="6"
            r="5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeDasharray={category === "waiting" ? "2.2 1.7" : undefined}
          />
          {category === "active" && <path d="M6 3.2a2.8 2.8 0 0 1 0 5.6z" fill="currentColor" />}
        </>
      )}
    </svg>
  );
}
