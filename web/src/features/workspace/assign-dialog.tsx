import { useLingui } from "@lingui/react/macro";
import { lazy, Suspense } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import type { Assignable } from "./assignment";

const AssignForm = lazy(() => import("./assign-form"));

interface AssignDialogProps {
  ticket: (Assignable & { deskKey: string }) | null;
  onClose: () => void;
}

/** Asks to whom a ticket shall go. */
export function AssignDialog({ ticket, onClose }: AssignDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={ticket !== null} onClose={onClose} title={ticket ? t`Assign ${ticket.key}` : ""}>
      {ticket && (
        <Suspense fallback={<TextSkeleton lines={2} />}>
          <AssignForm key={ticket.key} ticket={ticket} onClose={onClose} />
        </Suspense>
      )}
    </Dialog>
  );
}
