import { useLingui } from "@lingui/react/macro";
import { Box, Progress } from "@mantine/core";
import { Link, RichTextEditor as Frame } from "@mantine/tiptap";
import "@mantine/tiptap/styles.css";
import Image from "@tiptap/extension-image";
import { Placeholder } from "@tiptap/extensions";
import type { Editor as TiptapEditor } from "@tiptap/react";
import { useEditor } from "@tiptap/react";
import StarterKit from "@tiptap/starter-kit";
import { useEffect, useRef, useState } from "react";
import { upload } from "../api/upload";
import type { Attachment } from "../attachment/attachment";
import { toast } from "../feedback/toast";
import type { PersonRef } from "../person/person";
import type { MentionChoice } from "./mention";
import { MentionMenu, mentions } from "./mention";

export interface RichTextEditorProps {
  /** HTML; an empty string when there is nothing. */
  value: string;
  onChange: (html: string) => void;
  /** Names the editor for those who cannot see what stands beside it. */
  label: string;
  placeholder?: string;
  minHeight?: number;
  autoFocus?: boolean;
  disabled?: boolean;
  invalid?: boolean;
  describedBy?: string;
  /** Told of pictures that were pasted or dropped and stored as attachments. */
  onAttachment?: (attachment: Attachment) => void;
  /** Told of other files that were pasted or dropped. */
  onFiles?: (files: File[]) => void;
  /** Ctrl/⌘ Enter. */
  onSubmit?: () => void;
  /** Finds those who can be named after an `@`; without it nobody can. It stays the same. */
  findMentioned?: (query: string) => Promise<PersonRef[]>;
  /** Lets a shortcut put the cursor here. */
  onReady?: (focus: () => void) => void;
}

const htmlOf = (editor: TiptapEditor): string => (editor.isEmpty ? "" : editor.getHTML());

export default function Editor(props: RichTextEditorProps) {
  const {
    value,
    label,
    placeholder,
    minHeight = 120,
    autoFocus,
    disabled = false,
    invalid,
    describedBy,
    findMentioned,
  } = props;
  const { t } = useLingui();
  const latest = useRef(props);
  const emitted = useRef(value);
  const [progress, setProgress] = useState<number | null>(null);
  const [choice, setChoice] = useState<MentionChoice | null>(null);
  useEffect(() => {
    latest.current = props;
  });

  async function place(editor: TiptapEditor, files: File[]) {
    const others = files.filter((file) => !file.type.startsWith("image/"));
    if (others.length > 0) latest.current.onFiles?.(others);
    for (const file of files.filter((candidate) => candidate.type.startsWith("image/"))) {
      try {
        setProgress(0);
        const attachment = await upload(file, { onProgress: setProgress });
        editor.chain().focus().setImage({ src: attachment.url, alt: attachment.fileName }).run();
        latest.current.onAttachment?.(attachment);
      } catch (failure) {
        toast.failed(failure);
      } finally {
        setProgress(null);
      }
    }
  }

  const editor: TiptapEditor = useEditor({
    extensions: [
      StarterKit.configure({ link: false, heading: { levels: [2, 3] } }),
      Link.configure({ openOnClick: false, protocols: ["mailto"], defaultProtocol: "https" }),
      Image,
      mentions(findMentioned, setChoice),
      Placeholder.configure({ placeholder: placeholder ?? "" }),
    ],
    content: value,
    editable: !disabled,
    autofocus: autoFocus ? "end" : false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        ...(describedBy ? { "aria-describedby": describedBy } : {}),
        ...(invalid ? { "aria-invalid": "true" } : {}),
        style: `min-height: ${minHeight}px`,
      },
      handleKeyDown: (_view, event) => {
        // While a Hangul syllable is being composed Enter only finishes it.
        if (event.isComposing || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return false;
        latest.current.onSubmit?.();
        return latest.current.onSubmit !== undefined;
      },
      handlePaste: (_view, event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0) return false;
        void place(editor, files);
        return true;
      },
      handleDrop: (_view, event) => {
        const files = [...((event as DragEvent).dataTransfer?.files ?? [])];
        if (files.length === 0) return false;
        event.preventDefault();
        void place(editor, files);
        return true;
      },
    },
    onUpdate: ({ editor: changed }) => {
      emitted.current = htmlOf(changed);
      latest.current.onChange(emitted.current);
    },
  });

  useEffect(() => {
    if (value !== emitted.current) {
      emitted.current = value;
      editor.commands.setContent(value, { emitUpdate: false });
    }
  }, [editor, value]);

  useEffect(() => {
    editor.setEditable(!disabled, false);
  }, [editor, disabled]);

  useEffect(() => {
    latest.current.onReady?.(() => void editor.commands.focus("end"));
  }, [editor]);

  return (
    <Box pos="relative">
      <Frame
        editor={editor}
        style={invalid ? { borderColor: "var(--mantine-color-error)" } : undefined}
        labels={{
          boldControlLabel: t`Bold`,
          italicControlLabel: t`Italic`,
          strikeControlLabel: t`Strikethrough`,
          codeControlLabel: t`Code`,
          codeBlockControlLabel: t`Code block`,
          bulletListControlLabel: t`Bulleted list`,
          orderedListControlLabel: t`Numbered list`,
          blockquoteControlLabel: t`Quote`,
          linkControlLabel: t`Link`,
          unlinkControlLabel: t`Remove link`,
          undoControlLabel: t`Undo`,
          redoControlLabel: t`Redo`,
          h2ControlLabel: t`Heading`,
          linkEditorInputLabel: t`Address`,
          linkEditorInputPlaceholder: "https://",
          linkEditorExternalLink: t`Open in a new tab`,
          linkEditorInternalLink: t`Open in the same tab`,
          linkEditorSave: t`Save`,
        }}
      >
        <Frame.Toolbar p={6} style={{ gap: 8 }} role="toolbar" aria-label={t`Formatting`}>
          <Frame.ControlsGroup>
            <Frame.Bold />
            <Frame.Italic />
            <Frame.Strikethrough />
            <Frame.Code />
          </Frame.ControlsGroup>
          <Frame.ControlsGroup>
            <Frame.H2 />
            <Frame.BulletList />
            <Frame.OrderedList />
            <Frame.Blockquote />
            <Frame.CodeBlock />
          </Frame.ControlsGroup>
          <Frame.ControlsGroup>
            <Frame.Link />
            <Frame.Unlink />
          </Frame.ControlsGroup>
        </Frame.Toolbar>
        <Frame.Content />
      </Frame>
      <MentionMenu editor={editor} choice={choice} />
      {progress !== null && (
        <Progress value={progress * 100} size="xs" mt={4} aria-label={t`Uploading the picture`} />
      )}
    </Box>
  );
}
