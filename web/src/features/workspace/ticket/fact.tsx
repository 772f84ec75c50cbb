import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Group, Stack } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import type { FormEvent, KeyboardEvent, ReactNode } from "react";
import { Suspense, useState } from "react";
import { isProblem } from "@/shared/api/problem";
import { problemText } from "@/shared/feedback/problem-text";
import { TextSkeleton } from "@/shared/feedback/skeletons";
import { toast } from "@/shared/feedback/toast";
import type { TicketChanges, TicketEdit } from "../ticket-edits";
import { useTicketEdits } from "../ticket-edits";
import type { Ticket } from "../tickets";
import classes from "./ticket.module.css";

interface FactProps {
  label: string;
  /** The value as it is read. */
  children: ReactNode;
  /** What stands in its place while it is edited; without it the fact cannot be changed. */
  editor?: (close: () => void) => ReactNode;
}

/** A name and a value, and the way to change it in place. */
export function Fact({ label, children, editor }: FactProps) {
  const { t } = useLingui();
  const [editing, setEditing] = useState(false);
  const close = () => setEditing(false);
  if (editing && editor) {
    return (
      <div className={classes.fact} data-editing>
        <dt hidden>{label}</dt>
        <dd>
          <div style={{ flex: 1 }}>
            <Suspense fallback={<TextSkeleton lines={2} />}>{editor(close)}</Suspense>
          </div>
        </dd>
      </div>
    );
  }
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>
        <div>{children}</div>
        {editor && (
          <ActionIcon
            size="sm"
            className={classes.pencil}
            aria-label={t`Change: ${label}`}
            onClick={() => setEditing(true)}
          >
            <IconPencil size={14} />
          </ActionIcon>
        )}
      </dd>
    </div>
  );
}

/** An edit that began at the version that was on the screen then, whatever others do meanwhile. */
export function useFactEdit(ticket: Ticket, close: () => void) {
  const { t } = useLingui();
  const edit = useTicketEdits();
  const [basedOn] = useState(ticket.version);
  const [saving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  async function save(
    changes: TicketChanges,
    details: Pick<TicketEdit, "words" | "preview"> & { undo?: TicketChanges; message?: string } = {},
  ) {
    const { undo, message, ...rest } = details;
    setSaving(true);
    setRefusal(null);
    try {
      const saved = await edit({ key: ticket.key, basedOn, changes, ...rest });
      if (!saved) return;
      close();
      if (undo) {
        toast.done(
          message ?? t`Saved.`,
          () =>
            void edit({ key: ticket.key, basedOn: saved.version, changes: undo }).catch((failure: unknown) =>
              toast.failed(failure),
            ),
        );
      }
    } catch (failure) {
      setRefusal(
        isProblem(failure) && failure.errors.length > 0
          ? failure.errors.map(({ message: reason }) => reason).join(" ")
          : problemText(failure),
      );
    } finally {
      setSaving(false);
    }
  }

  return { save, saving, refusal };
}

interface FactFormProps {
  label: string;
  saving: boolean;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Save and cancel around the input of a fact; Escape cancels. */
export function FactForm({ label, saving, onSave, onClose, children }: FactFormProps) {
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Escape" && !event.defaultPrevented && !event.nativeEvent.isComposing) onClose();
  }
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    onSave();
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only shortens the way to its Cancel button
    <form aria-label={label} noValidate onSubmit={onSubmit} onKeyDown={onKeyDown}>
      <Stack gap={6}>
        {children}
        <Group gap={6} justify="flex-end">
          <Button size="compact-sm" variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button size="compact-sm" type="submit" loading={saving}>
            <Trans>Save</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
