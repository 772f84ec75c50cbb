import { Trans } from "@lingui/react/macro";
import { Button, Group, Paper } from "@mantine/core";
import type { ComponentProps, ReactNode } from "react";
import type { ServerForm } from "@/shared/form/server-form";
import { ServerFormView } from "@/shared/form/server-form";
import { ConflictChoice } from "./versioned-form";

interface FormSheetProps<Values extends Record<string, unknown>> {
  form: ServerForm<Values> & Partial<ComponentProps<typeof ConflictChoice>>;
  label: string;
  maw?: number;
  /** What the button that sends it says, when not “Save”. */
  submit?: ReactNode;
  /** The link that leads away from it, for what is not there yet. */
  cancel?: (props: object) => ReactNode;
  children: ReactNode;
}

/** A form on a sheet of its own: what went wrong, the inputs, what can be done with them. */
export function FormSheet<Values extends Record<string, unknown>>({
  form,
  label,
  maw,
  submit = <Trans>Save</Trans>,
  cancel,
  children,
}: FormSheetProps<Values>) {
  return (
    <Paper p="lg" maw={maw}>
      <ServerFormView form={form} label={label}>
        {form.conflict && <ConflictChoice conflict={form.conflict} />}
        {children}
        <Group justify="flex-end">
          {cancel && (
            <Button variant="default" renderRoot={cancel}>
              <Trans>Cancel</Trans>
            </Button>
          )}
          <Button type="submit" loading={form.sending}>
            {submit}
          </Button>
        </Group>
      </ServerFormView>
    </Paper>
  );
}
