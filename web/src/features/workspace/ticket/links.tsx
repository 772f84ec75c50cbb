import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Anchor, Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconLinkPlus, IconX } from "@tabler/icons-react";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { problemText } from "@/shared/feedback/problem-text";
import { toast } from "@/shared/feedback/toast";
import { groupBy } from "@/shared/group-by";
import { StatusBadge } from "@/shared/ticket/status-badge";
import { rememberTicket } from "../ticket-edits";
import type { Ticket, TicketLink } from "../tickets";
import { lookUpTickets } from "../tickets";
import { linkWays, wayOf } from "../vocabulary";
import { useTicketAbilities } from "./abilities";
import classes from "./ticket.module.css";
import { useTicketWrite } from "./watching";

/** The tickets this one has to do with, by how. */
export function Links({ ticket }: { ticket: Ticket }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const can = useTicketAbilities(ticket);
  const write = useTicketWrite();
  const [adding, setAdding] = useState(false);

  async function remove(link: TicketLink) {
    const removed = await write(
      answer(
        api.DELETE("/api/tickets/{key}/links/{linkId}", {
          params: { path: { key: ticket.key, linkId: link.id } },
        }),
      ),
    );
    if (!removed) return;
    const { type, outward } = link;
    toast.done(t`The link to ${link.ticket.key} was removed.`, () => {
      void write(
        answer(
          api.POST("/api/tickets/{key}/links", {
            params: { path: { key: ticket.key } },
            body: { type, outward, targetKey: link.ticket.key },
          }),
        ),
      );
    });
  }

  return (
    <section aria-label={t`Linked tickets`}>
      <h2 className={classes.heading}>{t`Linked tickets`}</h2>
      {[...groupBy(ticket.links, wayOf)].map(([way, links]) => (
        <div key={`${way.type} ${way.outward}`}>
          <Text size="xs" c="dimmed" mt={4}>
            {i18n._(way.heading)}
          </Text>
          {links.map((link) => (
            <div key={link.id} className={classes.link}>
              <Anchor
                component={Link}
                to="/tickets/$key"
                params={{ key: link.ticket.key } as never}
                title={`${link.ticket.key} ${link.ticket.summary}`}
              >
                {link.ticket.key} {link.ticket.summary}
              </Anchor>
              <StatusBadge name={link.ticket.statusName} category={link.ticket.statusCategory} />
              {can.edit && (
                <ActionIcon
                  size="sm"
                  className={classes.pencil}
                  aria-label={t`Remove the link to ${link.ticket.key}`}
                  onClick={() => void remove(link)}
                >
                  <IconX size={14} />
                </ActionIcon>
              )}
            </div>
          ))}
        </div>
      ))}
      {can.edit && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconLinkPlus size={14} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          <Trans>Link a ticket</Trans>
        </Button>
      )}
      <Modal
        opened={adding}
        onClose={() => setAdding(false)}
        title={t`Link a ticket`}
        closeButtonProps={{ "aria-label": t`Close` }}
      >
        {adding && <LinkForm ticket={ticket} onClose={() => setAdding(false)} />}
      </Modal>
    </section>
  );
}

function LinkForm({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const { t } = useLingui();
  const { i18n } = useCatalogue();
  const client = useQueryClient();
  const [way, setWay] = useState("0");
  const [target, setTarget] = useState<string | null>(null);
  const [typed, setTyped] = useState("");
  const [query] = useDebouncedValue(typed.trim(), 200);
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { data: found = [], isFetching } = useQuery({
    queryKey: ["ticket lookup", query],
    enabled: query.length > 0,
    queryFn: () => lookUpTickets(query),
    placeholderData: keepPreviousData,
  });
  const offered = found.filter(({ key }) => key !== ticket.key);

  async function send() {
    const chosen = linkWays[Number(way)];
    if (!target || !chosen) return setRefusal(t`Choose a ticket.`);
    setSending(true);
    setRefusal(null);
    try {
      const linked = await answer<Ticket>(
        api.POST("/api/tickets/{key}/links", {
          params: { path: { key: ticket.key } },
          body: { type: chosen.type, outward: chosen.outward, targetKey: target },
        }),
      );
      rememberTicket(client, linked);
      onClose();
    } catch (failure) {
      setRefusal(isProblem(failure) && failure.errors[0] ? failure.errors[0].message : problemText(failure));
      setSending(false);
    }
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Stack gap="md">
        <Select
          label={t`How it is linked`}
          allowDeselect={false}
          value={way}
          onChange={(chosen) => chosen && setWay(chosen)}
          data={linkWays.map(({ heading }, position) => ({
            value: String(position),
            label: i18n._(heading),
          }))}
        />
        <Select
          label={t`Ticket`}
          data-autofocus
          searchable
          value={target}
          onChange={setTarget}
          onSearchChange={setTyped}
          placeholder={t`Key or words of the summary`}
          data={offered.map(({ key, summary }) => ({ value: key, label: `${key} ${summary}` }))}
          filter={({ options }) => options}
          nothingFoundMessage={
            query === "" ? undefined : isFetching ? t`Searching…` : t`No such ticket is visible to you`
          }
          error={refusal}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" loading={sending}>
            <Trans context="button">Link</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
