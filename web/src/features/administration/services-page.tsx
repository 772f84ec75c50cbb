import { Trans, useLingui } from "@lingui/react/macro";
import { Badge, Button, Group, Paper, Stack, Switch, Text, TextInput } from "@mantine/core";
import { IconPlus, IconServer } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api, ifMatch } from "@/shared/api/client";
import { Dialog } from "@/shared/feedback/dialog";
import { EmptyState } from "@/shared/feedback/empty-state";
import { LoadFailure } from "@/shared/feedback/load-failure";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import { ServerFormView } from "@/shared/form/server-form";
import { useFormats } from "@/shared/i18n/formats";
import { PersonName } from "@/shared/person/person";
import { PersonPicker } from "@/shared/person/person-picker";
import { DeskFrame } from "./desk-frame";
import classes from "./form-versions.module.css";
import type { LocalizedDraft } from "./localized";
import { draftOf, inLanguage, isBlank, keyFrom } from "./localized";
import { LocalizedInput } from "./localized-input";
import { deskQueries } from "./queries";
import type { DeskService } from "./resources";
import { ConflictChoice, useVersionedForm } from "./versioned-form";

/** What a desk looks after for others, and who answers for it. */
export function ServicesPage({ deskKey }: { deskKey: string }) {
  const { t } = useLingui();
  const [edited, setEdited] = useState<DeskService | "new" | null>(null);
  const services = useQuery(deskQueries.services(deskKey));
  return (
    <DeskFrame
      deskKey={deskKey}
      part={t`Services`}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited("new")}>
          <Trans>Add a service</Trans>
        </Button>
      }
    >
      <Text c="dimmed" mb="md" maw={720}>
        <Trans>
          A service is what the desk looks after for others, such as mail or the personnel system. Forms can
          ask which one is meant; whoever answers for it can be asked for approval.
        </Trans>
      </Text>
      {services.error && <LoadFailure failure={services.error} onRetry={() => void services.refetch()} />}
      {!services.data && !services.error && <TextSkeleton lines={4} />}
      {services.data?.length === 0 && (
        <EmptyState icon={<IconServer />} title={t`This desk has no services yet.`} />
      )}
      {services.data && services.data.length > 0 && (
        <Paper px="md" maw={840}>
          <ul className={classes.versions}>
            {services.data.map((service) => (
              <Line key={service.id} service={service} onEdit={() => setEdited(service)} />
            ))}
          </ul>
        </Paper>
      )}
      <Dialog
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === "new" ? t`New service` : t`Service`}
      >
        {edited !== null && (
          <ServiceForm
            deskKey={deskKey}
            service={edited === "new" ? null : edited}
            onClose={() => setEdited(null)}
          />
        )}
      </Dialog>
    </DeskFrame>
  );
}

function Line({ service, onEdit }: { service: DeskService; onEdit: () => void }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const name = inLanguage(service.name, language);
  return (
    <li className={classes.version}>
      <div>
        <Group gap="xs">
          <Text fw={550}>{name}</Text>
          {!service.active && (
            <Badge size="sm" variant="light" color="gray">
              <Trans>Cannot be chosen</Trans>
            </Badge>
          )}
        </Group>
        <Group gap="xs">
          <Text size="sm" c="dimmed" component="span">
            {service.key}
          </Text>
          {service.owner && <PersonName person={service.owner} />}
        </Group>
      </div>
      <Button size="xs" variant="default" aria-label={t`Change ${name}`} onClick={onEdit}>
        <Trans>Change</Trans>
      </Button>
    </li>
  );
}

interface ServiceDraft extends Record<string, unknown> {
  key: string;
  name: LocalizedDraft;
  ownerId: number | null;
  active: boolean;
}

const blank: DeskService = { id: 0, key: "", name: {}, owner: null, active: true, version: 0 };

interface ServiceFormProps {
  deskKey: string;
  service: DeskService | null;
  onClose: () => void;
}

function ServiceForm({ deskKey, service, onClose }: ServiceFormProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const known = deskQueries.services(deskKey);
  const form = useVersionedForm<DeskService, ServiceDraft>({
    resource: service ?? blank,
    valuesOf: ({ key, name, owner, active }) => ({
      key,
      name: draftOf(name),
      ownerId: owner?.id ?? null,
      active,
    }),
    guard: false,
    validate: ({ name }) => (isBlank(name) ? { name: t`Enter a name in at least one language.` } : {}),
    send: ({ key, name, ownerId, active }, version) =>
      answer(
        service
          ? api.PATCH("/api/desks/{deskKey}/services/{id}", {
              params: { path: { deskKey, id: service.id } },
              headers: ifMatch(version),
              body: { name, ownerId: ownerId ?? 0, active },
            })
          : api.POST("/api/desks/{deskKey}/services", {
              params: { path: { deskKey } },
              body: { key: key || keyFrom(name.en), name, ownerId },
            }),
      ),
    reload: async () => {
      const services = await client.fetchQuery({ ...known, staleTime: 0 });
      return services.find(({ id }) => id === service?.id) ?? blank;
    },
    onSaved: async () => {
      await client.invalidateQueries({ queryKey: known.queryKey });
      toast.done(t`Saved`);
      onClose();
    },
  });
  return (
    <ServerFormView form={form} label={t`Service`}>
      <ConflictChoice conflict={form.conflict} />
      <LocalizedInput form={form} path="name" label={t`Name`} required maxLength={100} />
      {!service && (
        <TextInput
          {...form.getInputProps("key")}
          label={t`Key`}
          description={t`Its name in the API; it cannot be changed later.`}
          placeholder={keyFrom(form.values.name.en)}
          maxLength={63}
          autoComplete="off"
        />
      )}
      <PersonPicker
        label={t`Who answers for it`}
        visibleLabel
        value={form.values.ownerId}
        known={service?.owner ?? null}
        onChange={(id) => form.setFieldValue("ownerId", id)}
        error={form.errors.ownerId}
      />
      {service && <Switch {...form.getInputProps("active", { type: "checkbox" })} label={t`Can be chosen`} />}
      <Stack align="flex-end">
        <Group>
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={form.sending}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </Stack>
    </ServerFormView>
  );
}
