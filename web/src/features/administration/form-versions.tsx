import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { answer, api } from "@/shared/api/client";
import { Dialog } from "@/shared/feedback/dialog";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { ExactTime } from "@/shared/i18n/time";
import { PersonName } from "@/shared/person/person";
import classes from "./form-versions.module.css";
import { deskQueries } from "./queries";
import type { Form, RequestType } from "./resources";

interface FormVersionsProps {
  deskKey: string;
  requestType: RequestType;
  opened: boolean;
  onClose: () => void;
  /** Puts a form into the editor, where it is looked at and saved. */
  onTake: (form: Form) => void;
}

/** The forms a request type has had: who saved them and when, and back with one of them. */
export function FormVersions({ opened, onClose, ...props }: FormVersionsProps) {
  const { t } = useLingui();
  return (
    <Dialog opened={opened} onClose={onClose} title={t`Earlier forms`} size="lg">
      {opened && <Versions {...props} />}
    </Dialog>
  );
}

function Versions({ deskKey, requestType, onTake }: Omit<FormVersionsProps, "opened" | "onClose">) {
  const versions = useQuery(deskQueries.forms(deskKey, requestType.id, requestType.version));
  async function take(number: number) {
    try {
      onTake(
        await answer(
          api.GET("/api/desks/{deskKey}/request-types/{id}/forms/{number}", {
            params: { path: { deskKey, id: requestType.id, number } },
          }),
        ),
      );
    } catch (failure) {
      toast.failed(failure);
    }
  }
  if (versions.error) {
    return <LoadFailure failure={versions.error} onRetry={() => void versions.refetch()} />;
  }
  if (!versions.data) return <TextSkeleton lines={4} />;
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        <Trans>
          A form that was saved stays as it is, because requests show the form they were sent with. One of
          them can be put into the editor, looked at, and saved as the next form.
        </Trans>
      </Text>
      <ol className={classes.versions}>
        {versions.data.map(({ number, savedBy, savedAt }, position) => (
          <li key={number} className={classes.version}>
            <div>
              <Text fw={550}>
                <Trans>Form {number}</Trans>
              </Text>
              <Group gap="xs">
                {savedBy && <PersonName person={savedBy} />}
                <Text size="sm" c="dimmed" component="span">
                  <ExactTime instant={savedAt} />
                </Text>
              </Group>
            </div>
            {position === 0 ? (
              <Text size="sm" c="dimmed">
                <Trans>In use</Trans>
              </Text>
            ) : (
              <Button size="xs" variant="default" onClick={() => void take(number)}>
                <Trans>Put into the editor</Trans>
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Stack>
  );
}
