import { Trans } from "@lingui/react/macro";
import { Button, Group, Text } from "@mantine/core";
import type { FormErrors } from "@mantine/form";
import { useRef, useState } from "react";
import { isProblem } from "@/shared/api/problem";
import { toast } from "@/shared/feedback/toast";
import type { ServerForm } from "@/shared/form/server-form";
import { useServerForm } from "@/shared/form/server-form";

interface VersionedFormOptions<Resource, Values> {
  resource: Resource;
  valuesOf: (resource: Resource) => Values;
  validate?: (values: Values) => FormErrors;
  send: (values: Values, version: number) => Promise<Resource>;
  /** Reads the resource as it is now. */
  reload: () => Promise<Resource>;
  onSaved?: (resource: Resource) => unknown;
  /** Off in dialogs, which leave the page as it is. */
  guard?: boolean;
}

export interface VersionedForm<Resource, Values extends Record<string, unknown>> extends ServerForm<Values> {
  /** The resource has moved on by something other than this form; what was typed stays. */
  follow: (resource: Resource) => void;
  /** What can be done when somebody else was faster; empty while nobody was. */
  conflict: { saveMine: () => void; takeTheirs: () => Promise<void> } | null;
}

/** A form over something others may change meanwhile: a save that came second is not lost and overwrites nothing. */
export function useVersionedForm<
  Resource extends { version: number },
  Values extends Record<string, unknown>,
>({
  resource,
  valuesOf,
  validate,
  send,
  reload,
  onSaved,
  guard,
}: VersionedFormOptions<Resource, Values>): VersionedForm<Resource, Values> {
  const version = useRef(resource.version);
  const [overtaken, setOvertaken] = useState<number | null>(null);

  const form = useServerForm<Values, Resource>({
    initialValues: valuesOf(resource),
    validate,
    guard,
    send: async (values) => {
      try {
        return await send(values, version.current);
      } catch (failure) {
        if (isProblem(failure, "stale_version")) setOvertaken(Number(failure.extensions.currentVersion));
        throw failure;
      }
    },
    onSent: (saved) => {
      adopt(saved);
      return onSaved?.(saved);
    },
  });

  function adopt(current: Resource) {
    version.current = current.version;
    setOvertaken(null);
    const values = valuesOf(current);
    form.setInitialValues(values);
    form.setValues(values);
    form.resetDirty(values);
  }

  return {
    ...form,
    follow: (current) => {
      version.current = current.version;
    },
    conflict:
      overtaken === null
        ? null
        : {
            saveMine: () => {
              version.current = overtaken;
              form.submit();
            },
            takeTheirs: async () => {
              try {
                adopt(await reload());
                form.clearErrors();
              } catch (failure) {
                toast.failed(failure);
              }
            },
          },
  };
}

/** Stands under the refusal of a save that came second. */
export function ConflictChoice({
  conflict,
}: {
  conflict: { saveMine: () => void; takeTheirs: () => Promise<void> } | null;
}) {
  if (!conflict) return null;
  return (
    <Group gap="xs">
      <Text size="sm" flex="1 1 240px">
        <Trans>What you entered is still here and has not been saved.</Trans>
      </Text>
      <Button size="xs" variant="default" onClick={() => void conflict.takeTheirs()}>
        <Trans>Discard mine, show theirs</Trans>
      </Button>
      <Button size="xs" onClick={conflict.saveMine}>
        <Trans>Save mine over theirs</Trans>
      </Button>
    </Group>
  );
}
