import { VisuallyHidden } from "@mantine/core";
import classes from "../due.module.css";
import { ClockMark, toneOf, useClockWord } from "../ticket/clock-mark";

/** How a clock stands and what is left of it, in milliseconds: `running:-60000`; nothing behind the colon when nothing is promised. */
const clock = /^(running|paused|stopped):(-?\d*)$/;

/** From here on somebody should look. */
const close = 3_600_000;

export function isClock(told: string | null | undefined): told is string {
  return told != null && clock.test(told);
}

/** A clock in a list, as the server told it: by colour, shape and word. */
export function ClockCell({ told, text }: { told: string; text: string }) {
  const wordOf = useClockWord();
  const [, state, left] = clock.exec(told) ?? [];
  const remaining = left ? Number(left) : null;
  const reading = {
    state: state as "running" | "paused" | "stopped",
    breached: remaining !== null && remaining < 0,
    share: remaining !== null && remaining <= close ? 1 : null,
  };
  return (
    <span className={classes.due} data-tone={toneOf(reading)} title={`${wordOf(reading)} · ${text}`}>
      <ClockMark reading={reading} />
      <VisuallyHidden>{wordOf(reading)}</VisuallyHidden>
      {text}
    </span>
  );
}
