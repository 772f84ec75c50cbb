package io.maru.notification.web;

import io.maru.notification.DeskNotifications;
import io.maru.notification.DeskNotifications.DeskRules;
import io.maru.notification.DeskNotifications.Rules;
import io.maru.notification.NotificationChoices;
import io.maru.notification.OwnNotifications;
import io.maru.notification.OwnNotifications.OwnChoices;
import io.maru.people.CurrentPerson;
import io.maru.platform.web.Version;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Who is told of what: as desks have it, and as each person wants it. */
@RestController
class NotificationSettingsController {

    private final DeskNotifications desks;
    private final OwnNotifications own;

    NotificationSettingsController(DeskNotifications desks, OwnNotifications own) {
        this.desks = desks;
        this.own = own;
    }

    @GetMapping("/api/me/notification-choices")
    OwnChoices getNotificationChoices(CurrentPerson me) {
        return own.view(me);
    }

    /** The last one wins: nobody else sets these. */
    @PutMapping("/api/me/notification-choices")
    OwnChoices setNotificationChoices(CurrentPerson me, @RequestBody NotificationChoices choices) {
        return own.choose(me, choices);
    }

    @GetMapping("/api/desks/{deskKey}/notification-rules")
    DeskRules getNotificationRules(CurrentPerson me, @PathVariable String deskKey) {
        return desks.view(me, deskKey);
    }

    /** Version 0 is that of a desk that has never changed any. */
    @PutMapping("/api/desks/{deskKey}/notification-rules")
    DeskRules setNotificationRules(
            CurrentPerson me,
            @PathVariable String deskKey,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Rules rules) {
        return desks.change(me, deskKey, Version.required(ifMatch), rules);
    }
}
