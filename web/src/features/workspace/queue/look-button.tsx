import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconColumns } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { Dialog } from "@/shared/feedback/dialog";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import type { QueueDetail, QueueLook } from "./queues";

const LookForm = lazy(() => import("./look-form"));

interface LookButtonProps {
  detail: QueueDetail;
  /** With null it is as the queue has it. */
  onLook: (look: QueueLook | null) => void;
}

/** How somebody has a queue for themselves, and the way back to how it is for everybody. */
export function LookButton({ detail, onLook }: LookButtonProps) {
  const { t } = useLingui();
  const [opened, setOpened] = useState(false);
  const label = t`Arrange the list for me`;
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon
          variant={detail.look ? "light" : "default"}
          size="lg"
          aria-label={label}
          onClick={() => setOpened(true)}
        >
          <IconColumns size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={label}>
        {opened && (
          <Suspense fallback={<TextSkeleton lines={8} />}>
            <LookForm
              detail={detail}
              onClose={() => setOpened(false)}
              onLook={(look) => {
                setOpened(false);
                onLook(look);
              }}
            />
          </Suspense>
        )}
      </Dialog>
    </>
  );
}
