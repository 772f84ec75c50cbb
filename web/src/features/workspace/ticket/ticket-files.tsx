import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { answer, api } from "@/shared/api/client";
import { AttachmentList } from "@/shared/attachment/attachment-list";
import { FileInput } from "@/shared/attachment/file-input";
import { confirm } from "@/shared/feedback/confirm";
import { toast } from "@/shared/feedback/toast";
import { useSession } from "@/shared/session/session";
import type { Ticket } from "../tickets";
import { ticketQueries } from "../tickets";
import { useTicketAbilities } from "./abilities";
import { useTicketWrite } from "./watching";

const noFiles: never[] = [];

type TicketFile = Ticket["attachments"][number];

/** Asks, then deletes a file for good. */
export function useFileRemoval(ticket: Ticket) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { person } = useSession();
  const can = useTicketAbilities(ticket);
  return {
    mayRemove: ({ id }: Pick<TicketFile, "id">) =>
      can.moderate ||
      (can.edit &&
        [...ticket.attachments, ...ticket.comments.flatMap(({ attachments }) => attachments)].some(
          (file) => file.id === id && file.uploadedBy.id === person.id,
        )),
    remove: async ({ id, fileName }: Pick<TicketFile, "id" | "fileName">) => {
      const sure = await confirm({
        title: <Trans>Delete this file?</Trans>,
        body: <Trans>{fileName} is deleted for good; the history keeps that it was there.</Trans>,
        confirm: <Trans>Delete</Trans>,
      });
      if (!sure) return;
      try {
        await api.DELETE("/api/attachments/{id}", { params: { path: { id } } });
        await client.invalidateQueries({ queryKey: ticketQueries.detail(ticket.key).queryKey });
        toast.done(t`${fileName} was deleted.`);
      } catch (failure) {
        toast.failed(failure);
      }
    },
  };
}

/** The files of the ticket itself, and the way to add some. */
export function TicketFiles({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui();
  const can = useTicketAbilities(ticket);
  const write = useTicketWrite();
  const { mayRemove, remove } = useFileRemoval(ticket);
  const handed = useRef(new Set<string>());
  // A picture inside the description is shown there.
  const listed = ticket.attachments.filter(({ url }) => !ticket.descriptionHtml.includes(url));
  if (listed.length === 0 && !can.edit) return null;
  return (
    <section aria-label={t`Files`} style={{ marginTop: 12, display: "grid", gap: 8 }}>
      <AttachmentList attachments={listed} onRemove={(file) => void remove(file)} mayRemove={mayRemove} />
      {can.edit && (
        <FileInput
          label={t`Files`}
          value={noFiles}
          onChange={(uploaded) => {
            // Files that come together are told of as they arrive, the earlier ones again.
            const added = uploaded.map(({ id }) => id).filter((id) => !handed.current.has(id));
            added.forEach((id) => handed.current.add(id));
            void write(
              answer(
                api.POST("/api/tickets/{key}/attachments", {
                  params: { path: { key: ticket.key } },
                  body: { attachmentIds: added },
                }),
              ),
            );
          }}
        />
      )}
    </section>
  );
}
