import { useLingui } from "@lingui/react/macro";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconMoon,
  IconPlayerPause,
  IconPlayerPlay,
} from "@tabler/icons-react";
import type { Reading } from "../clock";

type Seen = Pick<Reading, "state" | "breached" | "share">;

/** From here on a target is close. */
const close = 0.8;

type Tone = "breached" | "done" | "still" | "close" | "closed" | "running";

/** What colour tells of a clock. */
export function toneOf({ state, breached, share }: Seen): Tone {
  if (breached) return "breached";
  if (state === "stopped") return "done";
  if (state === "paused") return "still";
  if (share !== null && share >= close) return "close";
  return state === "outside_hours" ? "closed" : "running";
}

/** How a clock stands, as a shape. */
export function ClockMark({ reading: { state, breached } }: { reading: Seen }) {
  const Icon =
    state === "stopped"
      ? breached
        ? IconAlertTriangle
        : IconCircleCheck
      : state === "paused"
        ? IconPlayerPause
        : state === "outside_hours"
          ? IconMoon
          : breached
            ? IconAlertTriangle
            : IconPlayerPlay;
  return <Icon size={14} stroke={2} aria-hidden />;
}

/** How a clock stands, in a word. */
export function useClockWord(): (reading: Seen) => string {
  const { t } = useLingui();
  return ({ state, breached }) => {
    switch (state) {
      case "running":
        return breached ? t`Breached` : t({ message: "Running", context: "clock" });
      case "outside_hours":
        return breached ? t`Breached, outside hours` : t`Outside hours`;
      case "paused":
        return breached ? t`Breached, paused` : t({ message: "Paused", context: "clock" });
      case "stopped":
        return breached ? t`Too late` : t`In time`;
    }
  };
}
