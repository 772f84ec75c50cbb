import { plural } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import type { ClipboardEvent, DragEvent } from "react";
import { useEffect, useRef, useState } from "react";
import { upload } from "../api/upload";
import { problemText } from "../feedback/problem-text";
import type { Attachment } from "./attachment";
import { AttachmentList, UploadProgress } from "./attachment-list";
import classes from "./file-input.module.css";

interface FileInputProps {
  /** Names the whole for those who cannot see the label above it. */
  label: string;
  value: readonly Attachment[];
  onChange: (attachments: Attachment[]) => void;
  maximumFiles?: number;
  disabled?: boolean;
  describedBy?: string;
  /** Told while files are on their way, so that the form waits for them. */
  onBusy?: (busy: boolean) => void;
  /** Lets files that were dropped elsewhere be added here. */
  onReady?: (add: (files: readonly File[]) => void) => void;
}

/** Files by choosing, dropping or pasting; each is stored at once and named by its attachment. */
export function FileInput({
  label,
  value,
  onChange,
  maximumFiles,
  disabled,
  describedBy,
  onBusy,
  onReady,
}: FileInputProps) {
  const { t } = useLingui();
  const chooser = useRef<HTMLInputElement>(null);
  const latest = useRef(value);
  const [underway, setUnderway] = useState<ReadonlyMap<string, { name: string; share: number }>>(new Map());
  const [refused, setRefused] = useState<string[]>([]);
  const [over, setOver] = useState(false);
  useEffect(() => {
    latest.current = value;
  }, [value]);

  async function send(file: File) {
    const ticket = `${file.name} ${file.size} ${performance.now()}`;
    const progress = (share: number) =>
      setUnderway((now) => new Map(now).set(ticket, { name: file.name, share }));
    progress(0);
    try {
      const attachment = await upload(file, { onProgress: progress });
      latest.current = [...latest.current, attachment];
      onChange([...latest.current]);
    } catch (failure) {
      setRefused((names) => [...names, `${file.name}: ${problemText(failure)}`]);
    } finally {
      setUnderway((now) => {
        const rest = new Map(now);
        rest.delete(ticket);
        return rest;
      });
    }
  }

  async function add(files: readonly File[]) {
    setRefused([]);
    const room =
      maximumFiles === undefined ? files.length : Math.max(0, maximumFiles - latest.current.length);
    if (files.length > room) {
      setRefused([
        plural(maximumFiles ?? 0, {
          one: "Only one file can be attached here.",
          other: "No more than # files can be attached here.",
        }),
      ]);
    }
    onBusy?.(true);
    await Promise.all(files.slice(0, room).map(send));
    onBusy?.(false);
  }

  const adding = useRef(add);
  useEffect(() => {
    adding.current = add;
  });
  useEffect(() => {
    onReady?.((files) => void adding.current(files));
  }, []); // eslint-disable-line react-hooks/exhaustive-deps -- said once, when there is something to add to

  function onPaste(event: ClipboardEvent) {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    void add(files);
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (!disabled) void add([...event.dataTransfer.files]);
  }

  return (
    <Stack gap="xs" role="group" aria-label={label}>
      {}
      <div
        className={classes.zone}
        data-over={over || undefined}
        onPaste={onPaste}
        onDrop={onDrop}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
      >
        <Button
          size="xs"
          variant="default"
          disabled={disabled}
          aria-describedby={describedBy}
          leftSection={<IconPaperclip size={15} aria-hidden />}
          onClick={() => chooser.current?.click()}
        >
          <Trans>Choose files</Trans>
        </Button>
        <Text size="sm" c="dimmed">
          <Trans>or drop or paste them here</Trans>
        </Text>
        <VisuallyHidden>
          <input
            ref={chooser}
            type="file"
            multiple
            tabIndex={-1}
            aria-label={t`Choose files`}
            onChange={(event) => {
              void add([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = "";
            }}
          />
        </VisuallyHidden>
      </div>
      {[...underway].map(([ticket, { name, share }]) => (
        <UploadProgress key={ticket} name={name} share={share} />
      ))}
      {refused.length > 0 && (
        <div role="alert">
          {refused.map((reason) => (
            <Text key={reason} size="sm" c="var(--mantine-color-error)">
              {reason}
            </Text>
          ))}
        </div>
      )}
      <AttachmentList
        attachments={value}
        onRemove={disabled ? undefined : (gone) => onChange(value.filter(({ id: kept }) => kept !== gone.id))}
      />
    </Stack>
  );
}
