import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import type { AskedStep } from "./asked-step";
import { askStep } from "./asked-step";
import { StepList } from "./ticket/step-list";
import { takeStep } from "./ticket/take-transition";
import TransitionForm from "./ticket/transition-form";
import { ticketQueries } from "./tickets";

interface StepQuestionProps {
  asked: AskedStep;
  onClose: () => void;
}

/** Which step is meant, or what it asks for. */
export default function StepQuestion({ asked: { ticketKey, transition }, onClose }: StepQuestionProps) {
  const client = useQueryClient();
  const { data: ticket, error, refetch } = useQuery(ticketQueries.detail(ticketKey));
  if (error && !ticket) return <LoadFailure failure={error} onRetry={() => void refetch()} />;
  if (!ticket) return <TextSkeleton lines={3} />;
  if (transition) return <TransitionForm ticket={ticket} transition={transition} onClose={onClose} />;
  return (
    <StepList
      ticket={ticket}
      onChoose={(chosen) => {
        if (chosen.sections.length > 0) return askStep({ ticketKey, transition: chosen });
        onClose();
        void takeStep(client, ticket, chosen);
      }}
    />
  );
}
