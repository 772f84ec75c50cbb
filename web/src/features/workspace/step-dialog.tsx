import { useLingui } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { askStep, useAskedStep } from "./asked-step";

const StepQuestion = lazy(() => import("./step-question"));

const close = () => askStep(null);

/** Where a list of tickets asks what a step needs to know. */
export function StepDialog() {
  const { t } = useLingui();
  const step = useAskedStep();
  return (
    <Dialog
      opened={step !== null}
      onClose={close}
      title={step && (step.transition?.name ?? t`Next step of ${step.ticketKey}`)}
      size={step?.transition ? "lg" : "md"}
    >
      {step && (
        <Suspense fallback={<TextSkeleton lines={3} />}>
          <StepQuestion asked={step} onClose={close} />
        </Suspense>
      )}
    </Dialog>
  );
}
