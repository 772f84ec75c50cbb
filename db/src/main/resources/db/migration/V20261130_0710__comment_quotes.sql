-- What the mail of a comment quotes, and its signature, as rich text: not shown with it, and kept for who asks.
alter table ticket.comment add column quoted text;
-- It stood there for nobody to read, with links that are for one person alone.
alter table mail.received drop column folded;
