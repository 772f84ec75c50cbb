import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Paper } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { answer, api, ifMatch } from "@/shared/api/client";
import { confirm } from "@/shared/feedback/confirm";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { PublishedVersion } from "../published-version";
import classes from "./rule.module.css";
import type { Rule, RuleDraft } from "./queries";
import { automationQueries } from "./queries";

interface RuleVersionsProps {
  rule: Rule;
  draft: RuleDraft;
  onTakenBack: (draft: RuleDraft) => unknown;
}

/** Every version that was published: by whom, when and why. */
export function RuleVersions({ rule, draft, onTakenBack }: RuleVersionsProps) {
  const { t } = useLingui();
  const versions = useQuery(automationQueries.versions(rule.id));
  if (versions.error && !versions.data)
    return <LoadFailure failure={versions.error} onRetry={() => void versions.refetch()} />;
  if (!versions.data) return <TextSkeleton lines={6} />;
  if (versions.data.length === 0)
    return (
      <EmptyState icon={<IconHistory size={26} />} title={t`Nothing is published yet`}>
        <Trans>Each publication stands here with its note, and can be taken back.</Trans>
      </EmptyState>
    );

  async function takeBack(number: number) {
    const sure =
      draft.version === 0 ||
      (await confirm({
        title: t`Replace the draft by version ${number}?`,
        body: <Trans>The changes in the draft go. What is published stays until you publish.</Trans>,
        confirm: t`Replace the draft`,
        destructive: true,
      }));
    if (!sure) return;
    try {
      await onTakenBack(
        await answer(
          api.POST("/api/automation/rules/{id}/versions/{number}/draft", {
            params: { path: { id: rule.id, number } },
            headers: ifMatch(draft.version),
          }),
        ),
      );
      toast.done(t`Version ${number} is the draft now. Publish it to take it back.`);
    } catch (failure) {
      toast.failed(failure);
    }
  }

  return (
    <Paper px="lg" maw={960}>
      <ol className={classes.versions} aria-label={t`Published versions`} reversed>
        {versions.data.map(({ number, ...version }) => (
          <li key={number}>
            <PublishedVersion number={number} {...version} inForce={number === rule.published} />
            {(number !== rule.published || draft.version > 0) && (
              <Button
                mt={6}
                size="compact-xs"
                variant="default"
                aria-label={t`Make version ${number} the draft`}
                onClick={() => void takeBack(number)}
              >
                <Trans>Make it the draft</Trans>
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Paper>
  );
}
