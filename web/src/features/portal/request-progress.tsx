import { useLingui } from "@lingui/react/macro";
import { Paper, Text } from "@mantine/core";
import { IconCheck, IconClock, IconX } from "@tabler/icons-react";
import { RelativeTime } from "@/shared/i18n/time";
import type { Request } from "./portal-queries";
import { useResolutionName } from "./resolution";
import classes from "./request-progress.module.css";

const position = { new: 0, active: 1, waiting: 1, done: 2 } as const;
const unfulfilled = new Set(["withdrawn", "declined", "cannot_reproduce", "duplicate"]);

/** How far a request has come, in three steps; the present one carries its status in the customer's words. */
export function RequestProgress({ request }: { request: Request }) {
  const { t } = useLingui();
  const category = request.statusCategory as keyof typeof position;
  const here = position[category] ?? 0;
  const resolution = useResolutionName(request.resolution);
  const closedWithout = category === "done" && unfulfilled.has(request.resolution ?? "");
  const steps = [
    t({ message: "Received", context: "progress" }),
    t({ message: "In progress", context: "progress" }),
    t({ message: "Done", context: "progress" }),
  ];
  return (
    <Paper component="section" className={classes.panel} aria-label={t`Progress`}>
      <ol className={classes.steps}>
        {steps.map((step, index) => {
          const current = index === here;
          const passed = index < here || category === "done";
          return (
            <li
              key={step}
              className={classes.step}
              data-state={current ? category : passed ? "passed" : "ahead"}
              data-unfulfilled={(current && closedWithout) || undefined}
              aria-current={current ? "step" : undefined}
            >
              <span className={classes.mark} aria-hidden>
                {current && category === "waiting" ? (
                  <IconClock size={14} stroke={2.4} />
                ) : current && closedWithout ? (
                  <IconX size={14} stroke={2.6} />
                ) : passed ? (
                  <IconCheck size={14} stroke={2.8} />
                ) : null}
              </span>
              <span className={classes.name}>{current ? request.statusName : step}</span>
            </li>
          );
        })}
      </ol>
      {request.resolvedAt && (
        <Text size="sm" c="dimmed" className={classes.result}>
          {resolution && resolution !== request.statusName && <>{resolution} · </>}
          <RelativeTime instant={request.resolvedAt} />
        </Text>
      )}
    </Paper>
  );
}
