import { useLingui as useCatalogue } from "@lingui/react";
import { useLingui } from "@lingui/react/macro";
import { useFormats } from "../i18n/formats";
import type { Round, Step, Vote } from "./approvals";
import classes from "./approval-line.module.css";
import { kinds, stamps, stepStates } from "./words";

/** The line of approval as it is drawn on paper: a box for each person, with role, stamp, name and date. */
export function ApprovalLine({ round }: { round: Round }) {
  const { t } = useLingui();
  const formats = useFormats();
  return (
    <ol className={classes.line} aria-label={t`Line of approval`}>
      <li className={classes.step}>
        <div className={classes.boxes}>
          <div className={classes.box}>
            <span className={classes.role}>{t({ message: "Drafted", context: "line of approval" })}</span>
            <span className={classes.seal}>
              <span className={classes.stamp} data-kind="draft">
                {t({ message: "Drafted", context: "stamp" })}
              </span>
            </span>
            <span className={classes.name}>{round.openedBy.displayName}</span>
            <time className={classes.time} dateTime={round.openedAt}>
              {formats.shortDateTime(round.openedAt)}
            </time>
          </div>
        </div>
      </li>
      {round.steps.map((step) => (
        <StepBoxes key={step.id} step={step} />
      ))}
    </ol>
  );
}

function StepBoxes({ step }: { step: Step }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const role = step.name || i18n._(kinds[step.kind]);
  const many = step.votes.length > 1 && step.kind !== "reference";
  return (
    <li className={classes.step} data-state={step.state} aria-current={step.state === "open" || undefined}>
      <div className={classes.boxes}>
        {step.votes.map((vote) => (
          <VoteBox key={vote.id} step={step} vote={vote} role={role} />
        ))}
        {step.votes.length === 0 && (
          <div className={classes.box} data-vacant>
            <span className={classes.role}>{role}</span>
            <span className={classes.seal}>
              <span className={classes.waiting}>{i18n._(stepStates[step.state])}</span>
            </span>
            <span className={classes.name}>{t`Nobody`}</span>
          </div>
        )}
      </div>
      <div className={classes.rules}>
        {many && <span>{t`${step.required} of ${step.votes.length}`}</span>}
        {step.threshold && (step.state === "pending" || step.state === "open") && (
          <span>{t`may decide all`}</span>
        )}
      </div>
    </li>
  );
}

function VoteBox({ step, vote, role }: { step: Step; vote: Vote; role: string }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const formats = useFormats();
  const substitute = vote.decidedBy && vote.decidedBy.id !== vote.person.id ? vote.decidedBy : null;
  const final = step.decidedAll && vote.decision === "approved";
  const at = vote.decidedAt ?? (step.state === "noted" ? step.endedAt : null);
  return (
    <div
      className={classes.box}
      data-turn={vote.waiting || undefined}
      data-crossed={
        (vote.decision == null && (step.state === "skipped" || step.state === "unreached")) || undefined
      }
    >
      <span className={classes.role}>{role}</span>
      <span className={classes.seal}>
        {vote.decision ? (
          <span className={classes.stamp} data-kind={final ? "final" : `${step.kind}-${vote.decision}`}>
            {final ? t({ message: "Final", context: "stamp" }) : i18n._(stamps[step.kind][vote.decision])}
          </span>
        ) : (
          <span className={classes.waiting}>
            {vote.waiting
              ? t({ message: "Waiting", context: "line of approval" })
              : i18n._(stepStates[step.state === "open" ? "pending" : step.state])}
          </span>
        )}
        {substitute && (
          <span className={classes.substitute}>{t({ message: "in place", context: "stamp" })}</span>
        )}
      </span>
      <span className={classes.name} data-gone={!vote.active || undefined}>
        {vote.person.displayName}
        {substitute && <span className={classes.by}>{t`by ${substitute.displayName}`}</span>}
        {!vote.active && vote.decision == null && <span className={classes.by}>{t`has left`}</span>}
      </span>
      {at ? (
        <time className={classes.time} dateTime={at}>
          {formats.shortDateTime(at)}
        </time>
      ) : (
        <span className={classes.time} aria-hidden>
          &nbsp;
        </span>
      )}
    </div>
  );
}
