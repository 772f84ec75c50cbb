package io.maru.mail.outbound.web;

import io.maru.mail.outbound.MailServers;
import io.maru.mail.outbound.MailServers.MailServerChange;
import io.maru.mail.outbound.MailServers.MailServerView;
import io.maru.mail.outbound.MailServers.MailTest;
import io.maru.mail.outbound.OutgoingMails;
import io.maru.mail.outbound.OutgoingMails.SentMail;
import io.maru.people.CurrentPerson;
import io.maru.platform.Page;
import io.maru.platform.web.Version;
import java.util.Locale;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Mails that leave, and the server they leave by. */
@RestController
@RequestMapping("/api/mail")
class OutgoingMailController {

    private final MailServers servers;
    private final OutgoingMails mails;

    OutgoingMailController(MailServers servers, OutgoingMails mails) {
        this.servers = servers;
        this.mails = mails;
    }

    record MailTestRequest(@Nullable String recipient) {}

    @GetMapping("/server")
    MailServerView getMailServer(CurrentPerson current) {
        return servers.view(current);
    }

    /** Version 0 is that of none. */
    @PutMapping("/server")
    MailServerView setMailServer(
            CurrentPerson current,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody MailServerChange change) {
        return servers.change(current, Version.required(ifMatch), change);
    }

    @PostMapping("/server/test")
    MailTest testMailServer(CurrentPerson current, @RequestBody MailTestRequest test) {
        return servers.test(current, test.recipient());
    }

    @GetMapping("/outgoing")
    Page<SentMail> listOutgoingMails(
            CurrentPerson current,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return mails.list(
                current,
                state == null || state.isEmpty() ? null : OutgoingMails.State.valueOf(state.toUpperCase(Locale.ROOT)),
                after,
                limit);
    }

    @PostMapping("/outgoing/{id}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retryOutgoingMail(CurrentPerson current, @PathVariable long id) {
        mails.retry(current, id);
    }
}
