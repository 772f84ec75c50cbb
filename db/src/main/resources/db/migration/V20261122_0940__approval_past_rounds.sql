-- A round says where its ticket stands until the ticket leaves the status, or another round is held in its place.
alter table approval.round add column past boolean not null default false;

update approval.round set past = true
where not exists (
    select from ticket.ticket
    where ticket.id = round.ticket_id and ticket.status_id = round.status_id
      and round.number = (select max(other.number) from approval.round other where other.ticket_id = round.ticket_id)
);

create unique index round_present on approval.round (ticket_id) where not past;
