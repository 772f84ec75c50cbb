-- The desk of the ticket that it tells of, by which people look through what they are told; null for what is about none.
alter table notification.notification add column desk_id bigint;
update notification.notification as told
set desk_id = ticket.desk_id
from ticket.ticket as ticket
where ticket.id = told.ticket_id;
create index notification_desk on notification.notification (person_id, desk_id, id desc) where desk_id is not null;
