import { useLingui as useCatalogue } from "@lingui/react";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Select, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { answer, api } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { problemText } from "@/shared/feedback/problem-text";
import { rememberTicket } from "../ticket-edits";
import type { Ticket } from "../tickets";
import { lookUpTickets } from "../tickets";
import { linkWays } from "../vocabulary";

/** Chooses a ticket and how this one has to do with it. */
export default function LinkForm({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
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
          autoFocus
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
