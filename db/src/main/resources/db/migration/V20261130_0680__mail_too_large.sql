-- Who was told lately that a mail is too large is not told again.
create index received_too_large on mail.received (sender, understood_at) where reason = 'too_large';
