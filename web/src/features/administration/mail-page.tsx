import { Trans, useLingui } from "@lingui/react/macro";
import { Tabs } from "@mantine/core";
import { PageHeader } from "@/shared/layout/page-header";
import { MailWordingForm } from "./mail-wording/wording-form";
import { MailboxList } from "./mailbox-list";
import { OutgoingMail } from "./outgoing-mail";
import { ReceivedMail } from "./received-mail";
import { SenderRules } from "./sender-rules";

export interface MailSearch {
  /** What is shown; mails that leave, unless something is said. */
  part?: "mailboxes" | "received" | "senders" | "texts";
}

/** Mail that leaves, mail that comes, and whose is taken. */
export function MailPage({
  search,
  onSearch,
}: {
  search: MailSearch;
  onSearch: (search: MailSearch) => void;
}) {
  const { t } = useLingui();
  const part = search.part ?? "outgoing";
  return (
    <>
      <PageHeader title={t`Mail`} />
      <Tabs
        value={part}
        onChange={(next) =>
          onSearch({ part: next === "outgoing" ? undefined : (next as MailSearch["part"]) })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="outgoing">
            <Trans>Outgoing</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="mailboxes">
            <Trans>Mailboxes</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="received">
            <Trans>Received</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="senders">
            <Trans>Senders</Trans>
          </Tabs.Tab>
          <Tabs.Tab value="texts">
            <Trans>Texts</Trans>
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="outgoing">{part === "outgoing" && <OutgoingMail />}</Tabs.Panel>
        <Tabs.Panel value="mailboxes">{part === "mailboxes" && <MailboxList />}</Tabs.Panel>
        <Tabs.Panel value="received">{part === "received" && <ReceivedMail />}</Tabs.Panel>
        <Tabs.Panel value="senders">{part === "senders" && <SenderRules />}</Tabs.Panel>
        <Tabs.Panel value="texts">{part === "texts" && <MailWordingForm />}</Tabs.Panel>
      </Tabs>
    </>
  );
}
