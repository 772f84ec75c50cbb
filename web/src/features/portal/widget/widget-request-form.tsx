import { Trans } from "@lingui/react/macro";
import { Button, Stack, Text, Title } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { FormSections } from "@/shared/field/form-sections";
import { ServerFormView } from "@/shared/form/server-form";
import { useNewRequest } from "../new-request";
import { portalQueries } from "../portal-queries";

interface WidgetRequestFormProps {
  requestTypeId: number;
  onSent: (key: string) => void;
}

/** What a request type asks, in the width of a hand. */
export function WidgetRequestForm({ requestTypeId, onSent }: WidgetRequestFormProps) {
  const { data: offered } = useSuspenseQuery(portalQueries.requestForm(requestTypeId));
  const { form, state, uploads, setUploads } = useNewRequest({
    offered,
    onSent: ({ key }) => onSent(key),
    onAgain: () => {},
  });
  return (
    <Stack gap="md">
      <div>
        <Title order={2} size="h4">
          {offered.name}
        </Title>
        {(offered.help || offered.description) && (
          <Text size="sm" c="dimmed" style={{ whiteSpace: "pre-line" }}>
            {offered.help || offered.description}
          </Text>
        )}
      </div>
      <ServerFormView form={form} label={offered.name}>
        <Stack gap="md">
          <FormSections
            form={form}
            sections={offered.sections}
            state={state}
            // Who else there is is not for pages of others.
            searchPeople={async () => []}
            onBusy={(busy) => setUploads((count) => count + (busy ? 1 : -1))}
          />
          <Button
            type="submit"
            loading={form.sending}
            disabled={uploads > 0}
            leftSection={<IconSend size={17} aria-hidden />}
          >
            <Trans>Send request</Trans>
          </Button>
        </Stack>
      </ServerFormView>
    </Stack>
  );
}
