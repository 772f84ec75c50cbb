import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, Stack, Textarea } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import type { FormEvent } from "react";
import { useState } from "react";
import { isProblem } from "../api/problem";
import { problemText } from "../feedback/problem-text";
import type { Decision, Step } from "./approvals";
import { needsComment } from "./approvals";
import classes from "./approval-panel.module.css";
import { acts } from "./words";

interface DecideFormProps {
  kind: Step["kind"];
  comment: Step["comment"];
  onDecide: (decision: Decision, comment: string) => Promise<unknown>;
  /** Which decision was meant when the form was opened; both are offered without. */
  only?: Decision;
  autoFocus?: boolean;
}

/** A comment and the two ways to decide, large enough for a thumb. */
export function DecideForm({ kind, comment, onDecide, only, autoFocus }: DecideFormProps) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const [text, setText] = useState("");
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function decide(decision: Decision) {
    if (deciding) return;
    setRefusal(null);
    if (needsComment(comment, decision) && text.trim() === "") {
      setMissing(
        decision === "rejected" ? t`Say why, so that it can be put right.` : t`A comment is needed.`,
      );
      return;
    }
    setMissing(null);
    setDeciding(decision);
    try {
      await onDecide(decision, text);
    } catch (failure) {
      const said = isProblem(failure) && failure.errors.find(({ pointer }) => pointer === "/comment");
      if (said) setMissing(said.message);
      else setRefusal(problemText(failure));
      setDeciding(null);
    }
  }

  return (
    <form
      className={classes.decide}
      aria-label={t`Decide`}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (only) void decide(only);
      }}
    >
      <Stack gap="sm">
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Textarea
          label={t({ message: "Comment", context: "of an approver" })}
          description={
            comment === "always"
              ? t`Needed`
              : comment === "on_rejection"
                ? kind === "agree"
                  ? t`Needed when you do not agree`
                  : t`Needed when you reject`
                : t`If you like`
          }
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setMissing(null);
          }}
          error={missing}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          autoFocus={autoFocus}
          data-autofocus={autoFocus || undefined}
        />
        <div className={classes.buttons}>
          {only !== "rejected" && (
            <Button
              size="md"
              type={only ? "submit" : "button"}
              leftSection={<IconCheck size={18} aria-hidden />}
              loading={deciding === "approved"}
              disabled={deciding === "rejected"}
              onClick={only ? undefined : () => void decide("approved")}
            >
              {i18n._(acts[kind].approved)}
            </Button>
          )}
          {only !== "approved" && (
            <Button
              size="md"
              type={only ? "submit" : "button"}
              variant={only ? "filled" : "default"}
              color={only ? "red" : undefined}
              c={only ? undefined : "var(--mantine-color-error)"}
              leftSection={<IconX size={18} aria-hidden />}
              loading={deciding === "rejected"}
              disabled={deciding === "approved"}
              onClick={only ? undefined : () => void decide("rejected")}
            >
              {i18n._(acts[kind].rejected)}
            </Button>
          )}
        </div>
      </Stack>
      <span className={classes.small}>
        <Trans>What is decided stands and cannot be taken back.</Trans>
      </span>
    </form>
  );
}
