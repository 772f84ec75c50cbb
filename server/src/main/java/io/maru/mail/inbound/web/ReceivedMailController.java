package io.maru.mail.inbound.web;

import io.maru.mail.inbound.MailState;
import io.maru.mail.inbound.ReceivedMails;
import io.maru.mail.inbound.ReceivedMails.ReceivedMail;
import io.maru.people.CurrentPerson;
import io.maru.platform.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The mails that came. */
@RestController
@RequestMapping("/api/mail/received")
class ReceivedMailController {

    private final ReceivedMails mails;

    ReceivedMailController(ReceivedMails mails) {
        this.mails = mails;
    }

    @GetMapping
    Page<ReceivedMail> listReceivedMails(
            CurrentPerson current,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Long mailboxId,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return mails.list(
                current, state == null || state.isEmpty() ? null : MailState.of(state), mailboxId, after, limit);
    }

    /** As text, since it is whatever anybody sent; no browser shows it as a page. */
    @GetMapping("/{id}/raw")
    ResponseEntity<Resource> readReceivedMail(CurrentPerson current, @PathVariable long id) {
        Resource raw = mails.raw(current, id);
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("mail-" + id + ".txt")
                                .build()
                                .toString())
                .body(raw);
    }

    @PostMapping("/{id}/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void releaseReceivedMail(CurrentPerson current, @PathVariable long id) {
        mails.release(current, id);
    }

    @PostMapping("/{id}/discard")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discardReceivedMail(CurrentPerson current, @PathVariable long id) {
        mails.discard(current, id);
    }
}
