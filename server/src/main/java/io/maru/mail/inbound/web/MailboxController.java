package io.maru.mail.inbound.web;

import io.maru.mail.inbound.Mailboxes;
import io.maru.mail.inbound.Mailboxes.MailboxChange;
import io.maru.mail.inbound.Mailboxes.MailboxTest;
import io.maru.mail.inbound.Mailboxes.MailboxView;
import io.maru.people.CurrentPerson;
import io.maru.platform.web.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where desks get mail. */
@RestController
@RequestMapping("/api/mail/mailboxes")
class MailboxController {

    private final Mailboxes mailboxes;

    MailboxController(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @GetMapping
    List<MailboxView> listMailboxes(CurrentPerson current) {
        return mailboxes.list(current);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    MailboxView createMailbox(CurrentPerson current, @RequestBody MailboxChange mailbox) {
        return mailboxes.create(current, mailbox);
    }

    @PutMapping("/{id}")
    MailboxView changeMailbox(
            CurrentPerson current,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody MailboxChange mailbox) {
        return mailboxes.change(current, id, Version.required(ifMatch), mailbox);
    }

    @PostMapping("/{id}/test")
    MailboxTest testMailbox(CurrentPerson current, @PathVariable long id) {
        return mailboxes.test(current, id);
    }
}
