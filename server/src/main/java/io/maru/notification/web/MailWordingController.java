package io.maru.notification.web;

import io.maru.notification.MailPreview;
import io.maru.notification.MailPreviews;
import io.maru.notification.MailPreviews.PreviewOrder;
import io.maru.notification.MailWording;
import io.maru.notification.MailWordings;
import io.maru.notification.MailWordings.MailWordingView;
import io.maru.people.CurrentPerson;
import io.maru.platform.web.Version;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** How mails are worded: those of a desk, and those of all. Version 0 is that of a wording that nobody has ever set. */
@RestController
class MailWordingController {

    private final MailWordings wordings;
    private final MailPreviews previews;

    MailWordingController(MailWordings wordings, MailPreviews previews) {
        this.wordings = wordings;
        this.previews = previews;
    }

    @GetMapping("/api/desks/{deskKey}/mail-wording")
    MailWordingView getDeskMailWording(CurrentPerson me, @PathVariable String deskKey) {
        return wordings.view(me, deskKey);
    }

    @PutMapping("/api/desks/{deskKey}/mail-wording")
    MailWordingView setDeskMailWording(
            CurrentPerson me,
            @PathVariable String deskKey,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody MailWording wording) {
        return wordings.change(me, deskKey, Version.required(ifMatch), wording);
    }

    @PostMapping("/api/desks/{deskKey}/mail-wording/preview")
    MailPreview previewDeskMail(CurrentPerson me, @PathVariable String deskKey, @RequestBody PreviewOrder order) {
        return previews.preview(me, deskKey, order);
    }

    @GetMapping("/api/mail/wording")
    MailWordingView getMailWording(CurrentPerson me) {
        return wordings.view(me, null);
    }

    @PutMapping("/api/mail/wording")
    MailWordingView setMailWording(
            CurrentPerson me,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody MailWording wording) {
        return wordings.change(me, null, Version.required(ifMatch), wording);
    }

    @PostMapping("/api/mail/wording/preview")
    MailPreview previewMail(CurrentPerson me, @RequestBody PreviewOrder order) {
        return previews.preview(me, null, order);
    }
}
