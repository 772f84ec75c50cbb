import { Trans, useLingui } from "@lingui/react/macro";
import { Button, FileButton, Input, Stack } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useId, useRef, useState } from "react";
import { useFormats } from "@/shared/i18n/formats";
import classes from "./configuration-text-input.module.css";

/** The longest text that the server reads, in characters. */
const longest = 2_000_000;
const bytesOfLetter = 4;

interface ConfigurationTextInputProps {
  label: string;
  description?: string;
  value: string;
  onChange: (text: string) => void;
  error?: ReactNode;
  rows: number;
}

/** Configuration as text, typed or from a file. Its lines are numbered, since mistakes are told by line. */
export function ConfigurationTextInput({
  label,
  description,
  value,
  onChange,
  error,
  rows,
}: ConfigurationTextInputProps) {
  const { t } = useLingui();
  const { number } = useFormats();
  const [tooLong, setTooLong] = useState<string | null>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const id = useId();
  const lines = value.split("\n").length;
  const most = number(longest);

  async function open(file: File) {
    const { name } = file;
    const text = file.size > longest * bytesOfLetter ? null : await file.text();
    if (text === null || text.length > longest) {
      setTooLong(t`“${name}” is too large. A text has at most ${most} characters.`);
    } else {
      setTooLong(null);
      onChange(text);
    }
  }

  return (
    <Stack gap="xs">
      <div>
        <FileButton
          accept=".yaml,.yml,text/yaml,application/yaml"
          onChange={(file) => file && void open(file)}
        >
          {(props) => (
            <Button variant="default" leftSection={<IconUpload size={16} aria-hidden />} {...props}>
              <Trans>Open a file…</Trans>
            </Button>
          )}
        </FileButton>
      </div>
      <Input.Wrapper id={id} label={label} description={description} error={tooLong ?? error}>
        <div className={classes.text} data-wrong={tooLong !== null || Boolean(error) || undefined}>
          <div ref={numbers} className={classes.numbers} aria-hidden>
            {Array.from({ length: lines }, (_, line) => line + 1).join("\n")}
          </div>
          <textarea
            id={id}
            className={classes.lines}
            rows={rows}
            wrap="off"
            spellCheck={false}
            autoComplete="off"
            value={value}
            aria-invalid={tooLong !== null || Boolean(error) || undefined}
            aria-describedby={
              [description && `${id}-description`, (tooLong ?? error) && `${id}-error`]
                .filter(Boolean)
                .join(" ") || undefined
            }
            onScroll={({ currentTarget }) => numbers.current?.scrollTo({ top: currentTarget.scrollTop })}
            onChange={({ currentTarget }) => {
              setTooLong(null);
              onChange(currentTarget.value);
            }}
          />
        </div>
      </Input.Wrapper>
    </Stack>
  );
}
