import { Trans, useLingui } from "@lingui/react/macro";
import { Box, Button, Group, Select, Stack, Text, Title } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import type { QueryClient } from "@tanstack/react-query";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { answer, api } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { Dialog } from "@/shared/feedback/dialog";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { useFormats } from "@/shared/i18n/formats";
import { ExactTime } from "@/shared/i18n/time";
import { PersonName } from "@/shared/person/person";
import { ConfigurationTextInput } from "./configuration-text-input";
import { sectionsOf } from "./form-lines";
import { FormPreview } from "./form-preview";
import classes from "./form-versions.module.css";
import { inLanguage } from "./localized";
import { deskQueries } from "./queries";
import type { Form, RequestType } from "./resources";
import { useFormTrial } from "./use-form-trial";

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
  const [shown, setShown] = useState<number | null>(null);
  const part: PartProps = {
    ...props,
    onTake: (form) => {
      setShown(null);
      props.onTake(form);
    },
  };
  return (
    <Dialog
      opened={opened}
      onClose={() => {
        setShown(null);
        onClose();
      }}
      title={shown === null ? t`Earlier forms and copies` : t`Form ${shown}`}
      size="lg"
    >
      {!opened ? null : shown === null ? (
        <Stack gap="xl">
          <Versions {...part} onShow={setShown} />
          <Copy {...part} />
          <AsText {...part} />
        </Stack>
      ) : (
        <EarlierForm {...part} number={shown} onBack={() => setShown(null)} />
      )}
    </Dialog>
  );
}

type PartProps = Omit<FormVersionsProps, "opened" | "onClose">;

/** Reads a form that was written as text; fields that the desk lacks are made. */
async function readForm(client: QueryClient, deskKey: string, text: string): Promise<Form> {
  const form = await answer(
    api.POST("/api/desks/{deskKey}/request-types/form-imports", {
      params: { path: { deskKey } },
      body: { text },
    }),
  );
  await client.invalidateQueries({ queryKey: deskQueries.fields(deskKey).queryKey });
  return form;
}

const formAddress = (deskKey: string, id: number) => `/api/desks/${deskKey}/request-types/${id}/form.yaml`;

/** Begins with the form of another request type, of any desk one works on. */
function Copy({ deskKey, requestType, onTake }: PartProps) {
  const { t } = useLingui();
  const { language } = useFormats();
  const client = useQueryClient();
  const [from, setFrom] = useState(deskKey);
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const desks = useQuery(deskQueries.list);
  const requestTypes = useQuery(deskQueries.requestTypes(from));
  async function copy() {
    if (chosen === null) return;
    setBusy(true);
    try {
      const text = await answer<string>(
        api.GET("/api/desks/{deskKey}/request-types/{id}/form.yaml", {
          params: { path: { deskKey: from, id: Number(chosen) } },
          parseAs: "text",
        }),
      );
      onTake(await readForm(client, deskKey, text));
    } catch (failure) {
      toast.failed(failure);
    } finally {
      setBusy(false);
    }
  }
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        <Trans>Copy from another request type</Trans>
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        <Trans>Fields are matched by key; those that this desk lacks are made.</Trans>
      </Text>
      <Group align="flex-end" gap="xs">
        <Select
          label={t`Desk`}
          allowDeselect={false}
          value={from}
          data={(desks.data ?? []).map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(key) => {
            if (key) setFrom(key);
            setChosen(null);
          }}
          flex="1 1 160px"
        />
        <Select
          label={t`Request type`}
          searchable
          value={chosen}
          data={(requestTypes.data ?? [])
            .filter(({ id }) => id !== requestType.id)
            .map(({ id, name }) => ({ value: String(id), label: inLanguage(name, language) }))}
          onChange={setChosen}
          nothingFoundMessage={t`Nothing found`}
          flex="2 1 200px"
        />
        <Button variant="default" loading={busy} disabled={chosen === null} onClick={() => void copy()}>
          <Trans>Put into the editor</Trans>
        </Button>
      </Group>
    </section>
  );
}

/** The form as text that is kept, compared and brought to another installation. */
function AsText({ deskKey, requestType, onTake }: PartProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function read() {
    setBusy(true);
    setProblem(null);
    try {
      onTake(await readForm(client, deskKey, text));
    } catch (failure) {
      if (isProblem(failure) && failure.errors.length > 0)
        setProblem(failure.errors.map(({ message }) => message).join(" "));
      else toast.failed(failure);
    } finally {
      setBusy(false);
    }
  }
  return (
    <section>
      <Title order={3} size="h5" mb="xs">
        <Trans>As text</Trans>
      </Title>
      <Stack gap="xs" align="flex-start">
        <Button
          component="a"
          variant="default"
          href={formAddress(deskKey, requestType.id)}
          download={`form-${requestType.id}.yaml`}
        >
          <Trans>Save the form in use as a file</Trans>
        </Button>
        <Box w="100%">
          <ConfigurationTextInput
            label={t`Read a form from text`}
            description={t`What such a file contains.`}
            rows={8}
            value={text}
            error={problem}
            onChange={setText}
          />
        </Box>
        <Button variant="default" loading={busy} disabled={text.trim() === ""} onClick={() => void read()}>
          <Trans>Put into the editor</Trans>
        </Button>
      </Stack>
    </section>
  );
}

interface EarlierFormProps extends PartProps {
  number: number;
  onBack: () => void;
}

/** A form as it was, to be looked at; the one that is being edited stays as it is. */
function EarlierForm({ deskKey, requestType, onTake, number, onBack }: EarlierFormProps) {
  const form = useQuery(deskQueries.form(deskKey, requestType.id, number));
  const fields = useQuery(deskQueries.fields(deskKey));
  const sections = useMemo(() => (form.data ? sectionsOf(form.data) : []), [form.data]);
  const definitions = useMemo(
    () => new Map((fields.data ?? []).map((field) => [field.id, field])),
    [fields.data],
  );
  const trial = useFormTrial(deskKey, sections, definitions);
  const failed = [form, fields].find(({ error, data }) => error && !data);
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconArrowLeft size={15} aria-hidden />}
          onClick={onBack}
        >
          <Trans>Back to all forms</Trans>
        </Button>
        {form.data && (
          <Button size="xs" variant="default" onClick={() => onTake(form.data)}>
            <Trans>Put into the editor</Trans>
          </Button>
        )}
      </Group>
      {failed ? (
        <LoadFailure failure={failed.error} onRetry={() => void failed.refetch()} />
      ) : form.data && fields.data ? (
        <FormPreview requestType={requestType} sections={sections} definitions={definitions} trial={trial} />
      ) : (
        <TextSkeleton lines={8} />
      )}
    </Stack>
  );
}

function Versions({
  deskKey,
  requestType,
  onTake,
  onShow,
}: PartProps & { onShow: (number: number) => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const versions = useQuery(deskQueries.forms(deskKey, requestType.id, requestType.version));
  async function take(number: number) {
    try {
      onTake(await client.fetchQuery(deskQueries.form(deskKey, requestType.id, number)));
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
              <Group gap="xs">
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t`Look at form ${number}`}
                  onClick={() => onShow(number)}
                >
                  <Trans>Look at it</Trans>
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t`Put form ${number} into the editor`}
                  onClick={() => void take(number)}
                >
                  <Trans>Put into the editor</Trans>
                </Button>
              </Group>
            )}
          </li>
        ))}
      </ol>
    </Stack>
  );
}
