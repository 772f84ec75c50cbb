import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group } from "@mantine/core";
import { answer, api, ifMatch } from "@/shared/api/client";
import { Dialog } from "@/shared/feedback/dialog";
import { ServerFormView, useServerForm } from "@/shared/form/server-form";
import type { LocalizedDraft } from "./localized";
import { draftOf, isBlank } from "./localized";
import { LocalizedInput } from "./localized-input";
import type { RequestTypeGroup } from "./resources";

interface RequestTypeGroupDialogProps {
  deskKey: string;
  edited: RequestTypeGroup | "new" | null;
  onClose: () => void;
  onSaved: () => unknown;
}

/** Names a group of request types, new or known. */
export function RequestTypeGroupDialog({ edited, onClose, ...rest }: RequestTypeGroupDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog
      opened={edited !== null}
      onClose={onClose}
      title={edited === "new" ? t`Add a group` : t`Rename the group`}
      closeOnClickOutside={false}
      size="lg"
    >
      {edited !== null && <GroupForm edited={edited} onClose={onClose} {...rest} />}
    </Dialog>
  );
}

interface GroupFormProps extends RequestTypeGroupDialogProps {
  edited: RequestTypeGroup | "new";
}

function GroupForm({ deskKey, edited, onClose, onSaved }: GroupFormProps) {
  const { t } = useLingui();
  const form = useServerForm<{ name: LocalizedDraft }>({
    initialValues: { name: draftOf(edited === "new" ? null : edited.name) },
    guard: false,
    validate: ({ name }) => (isBlank(name) ? { name: t`Enter a name in at least one language.` } : {}),
    send: (body) =>
      answer(
        edited === "new"
          ? api.POST("/api/desks/{deskKey}/request-type-groups", { params: { path: { deskKey } }, body })
          : api.PATCH("/api/desks/{deskKey}/request-type-groups/{id}", {
              params: { path: { deskKey, id: edited.id } },
              headers: ifMatch(edited.version),
              body,
            }),
      ),
    onSent: onSaved,
  });
  return (
    <ServerFormView form={form} label={t`Group`}>
      <LocalizedInput
        form={form}
        path="name"
        label={t`Name`}
        description={t`A heading on the portal under which request types stand.`}
        required
        maxLength={100}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={form.sending}>
          {edited === "new" ? <Trans>Add</Trans> : <Trans>Save</Trans>}
        </Button>
      </Group>
    </ServerFormView>
  );
}
