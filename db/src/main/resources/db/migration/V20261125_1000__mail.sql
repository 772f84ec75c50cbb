-- Mail: the mailboxes that requests and answers come to, every mail that came, and which mails belong to which ticket.
create schema mail;

create table mail.mailbox (
    id               bigint generated always as identity primary key,
    desk_id          bigint      not null references desk.desk,
    request_type_id  bigint      not null references desk.request_type,
    address          text        not null check (char_length(address) between 3 and 254),
    -- Further addresses whose mail comes here.
    aliases          text[]      not null default '{}',
    way              text        not null check (way in ('imap', 'smtp')),
    host             text,
    port             int check (port between 1 and 65535),
    security         text check (security in ('tls', 'starttls', 'none')),
    user_name        text,
    -- Encrypted.
    secret           text,
    -- What becomes of a mail from somebody who is not known.
    newcomers        text        not null check (newcomers in ('create', 'quarantine', 'refuse')),
    -- Whether those who get a copy of a mail take part in its ticket.
    copies_join      boolean     not null,
    -- What an answer to a ticket that is done becomes, when the workflow does not offer to go on with it.
    closed_replies   text        not null check (closed_replies in ('comment', 'new_ticket')),
    -- Of one mail, in bytes.
    size_limit       bigint      not null check (size_limit > 0),
    active           boolean     not null default true,
    -- How far it was fetched.
    uid_validity     bigint,
    last_uid         bigint      not null default 0,
    failure          text,
    failing_since    timestamptz,
    version          bigint      not null default 1,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    check (way = 'smtp' or num_nulls(host, port, security, user_name) = 0)
);
create unique index mailbox_address on mail.mailbox (lower(address));
create index mailbox_desk on mail.mailbox (desk_id);

-- What came. Its bytes are kept beside the attachments before anything is made of them.
create table mail.received (
    id             bigint generated always as identity primary key,
    mailbox_id     bigint      not null references mail.mailbox,
    message_id     text        not null check (char_length(message_id) between 1 and 500),
    sha256         bytea       not null,
    size           bigint      not null,
    state          text        not null default 'waiting' check (state in ('waiting', 'filed', 'dropped', 'quarantined', 'refused')),
    -- Why it was not filed, or in what way.
    reason         text,
    sender_name    text        not null default '',
    -- In lower case; null when the mail does not say, or is not understood yet.
    sender         text,
    subject        text        not null default '',
    -- All whom it was sent to, in lower case.
    recipients     text[]      not null default '{}',
    automatic      boolean     not null default false,
    -- Signature and quotes, as rich text: what was left out of the comment.
    folded         text        not null default '',
    -- Not referenced: that would write into the ticket.
    ticket_id      bigint,
    comment_id     bigint,
    -- Who has let it through; then no rule about senders is asked.
    released_by    bigint references people.person,
    received_at    timestamptz not null,
    understood_at  timestamptz,
    -- When it is tried next, and how often that was begun and failed.
    try_at         timestamptz not null,
    attempts       int         not null default 0,
    unique (mailbox_id, message_id)
);
create index received_waiting on mail.received (try_at, id) where state = 'waiting';
create index received_message on mail.received (message_id) where state = 'waiting';
create index received_mailbox on mail.received (mailbox_id, id desc);
create index received_ticket on mail.received (ticket_id, id) where ticket_id is not null;
create index received_sender on mail.received (sender, understood_at) where state = 'filed';
create index received_sha256 on mail.received (sha256);

-- By what answers find their ticket: the ids of mails that came, and of those that were sent.
create table mail.known_message (
    message_id text        not null,
    ticket_id  bigint      not null,
    -- Where it came; null for one that was sent.
    mailbox_id bigint references mail.mailbox,
    -- Sent to those who work on the ticket, about what its customers may not know.
    internal   boolean     not null default false,
    noted_at   timestamptz not null,
    primary key (message_id, ticket_id)
);

-- Whose mails are taken or refused, whatever the mailbox says about those who are not known.
create table mail.sender_rule (
    id         bigint generated always as identity primary key,
    -- Null for all desks.
    desk_id    bigint references desk.desk,
    -- An address, or a domain; in lower case.
    sender     text        not null check (char_length(sender) between 1 and 254),
    allowed    boolean     not null,
    created_by bigint      not null references people.person,
    created_at timestamptz not null,
    unique nulls not distinct (desk_id, sender)
);

alter table ticket.ticket drop constraint ticket_channel_check;
alter table ticket.ticket add constraint ticket_channel_check check (channel in ('portal', 'workspace', 'api', 'mail'));
alter table ticket.history drop constraint history_channel_check;
alter table ticket.history add constraint history_channel_check
    check (channel in ('portal', 'workspace', 'api', 'link', 'approval', 'sla', 'mail'));
