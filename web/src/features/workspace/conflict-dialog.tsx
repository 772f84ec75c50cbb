import { useLingui } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useOpenConflict } from "./ticket-edits";

const Decision = lazy(() => import("./conflict-decision"));

/** Shown when somebody else changed the same field meanwhile: both values, and the person chooses. */
export function ConflictDialog() {
  const { t } = useLingui();
  const conflict = useOpenConflict();
  return (
    <Dialog
      opened={conflict !== null}
      onClose={() => conflict?.settle(null)}
      title={t`Changed by two people at once`}
      size="lg"
    >
      {conflict && (
        <Suspense fallback={<TextSkeleton />}>
          <Decision conflict={conflict} />
        </Suspense>
      )}
    </Dialog>
  );
}
