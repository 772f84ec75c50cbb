import { useEffect, useReducer } from "react";
import { useFormats } from "./formats";

/** `3 hours ago`, kept current, with the exact time under the mouse and for machines. */
export function RelativeTime({ instant }: { instant: string }) {
  const formats = useFormats();
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(again, 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={instant} title={formats.dateTime(instant)} style={{ whiteSpace: "nowrap" }}>
      {formats.relative(instant)}
    </time>
  );
}

/** The exact time; `short` for tables. */
export function ExactTime({ instant, short = false }: { instant: string; short?: boolean }) {
  const formats = useFormats();
  return (
    <time dateTime={instant} style={{ whiteSpace: "nowrap" }}>
      {short ? formats.shortDateTime(instant) : formats.dateTime(instant)}
    </time>
  );
}
