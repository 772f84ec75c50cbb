import { useEffect, useRef, useState } from "react";

const pause = 250;

/** Text that shows as it is typed, and settles into the address of the page after a pause. */
export function useSettlingText(
  value: string,
  settle: (text: string) => void,
): [string, (text: string) => void] {
  const [typed, setTyped] = useState(value);
  const [settled, setSettled] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // The echo of what was typed here must not overwrite what has been typed since.
    if (value !== settled) {
      setSettled(value);
      setTyped(value);
    }
  }
  const wanted = typed.trim();
  const latest = useRef(settle);
  useEffect(() => {
    latest.current = settle;
  });
  useEffect(() => {
    if (wanted === settled) return;
    const timer = setTimeout(() => {
      setSettled(wanted);
      latest.current(wanted);
    }, pause);
    return () => clearTimeout(timer);
  }, [wanted, settled]);
  return [typed, setTyped];
}
