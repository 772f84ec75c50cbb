import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { useDesign } from "./design";
import { PublishedVersion } from "../published-version";
import classes from "./designer.module.css";
import { workflowQueries } from "./queries";

interface VersionListProps {
  publishedVersion: number;
  shown?: number;
  onShow: (number: number | undefined) => void;
  onRestore: (number: number) => void;
}

/** Every version that was published: by whom, when and why. */
export function VersionList({ publishedVersion, shown, onShow, onRestore }: VersionListProps) {
  const { t } = useLingui();
  const { deskKey, workflowId } = useDesign();
  const versions = useQuery(workflowQueries.versions(deskKey, workflowId));
  if (versions.error && !versions.data)
    return <LoadFailure failure={versions.error} onRetry={() => void versions.refetch()} />;
  if (!versions.data) return <TextSkeleton lines={6} />;
  return (
    <>
      <Title order={2} size="h3" mb="xs">
        <Trans>Published versions</Trans>
      </Title>
      <ol className={classes.entries} aria-label={t`Published versions`} reversed>
        {versions.data.map(({ number, ...version }) => (
          <li key={number}>
            <div className={classes.entry}>
              <PublishedVersion number={number} {...version} inForce={number === publishedVersion} />
              <Group gap="xs" mt={6}>
                <Button
                  size="compact-xs"
                  variant={shown === number ? "filled" : "default"}
                  aria-pressed={shown === number}
                  aria-label={t`Look at version ${number}`}
                  onClick={() => onShow(shown === number ? undefined : number)}
                >
                  <Trans>Look at it</Trans>
                </Button>
                {number !== publishedVersion && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t`Make version ${number} the draft`}
                    onClick={() => onRestore(number)}
                  >
                    <Trans>Make it the draft</Trans>
                  </Button>
                )}
              </Group>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
