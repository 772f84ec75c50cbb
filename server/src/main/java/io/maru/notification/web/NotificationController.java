package io.maru.notification.web;

import io.maru.notification.Notifications;
import io.maru.notification.Notifications.NotificationView;
import io.maru.people.CurrentPerson;
import io.maru.platform.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What somebody is told of. */
@RestController
@RequestMapping("/api/notifications")
class NotificationController {

    private final Notifications notifications;

    NotificationController(Notifications notifications) {
        this.notifications = notifications;
    }

    record UnreadNotifications(int count) {}

    /** @param latest in place of {@code ids}: all up to this one */
    record ReadNotifications(
            @Nullable List<Long> ids, @Nullable Long latest) {}

    @GetMapping
    Page<NotificationView> listNotifications(
            CurrentPerson current,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return notifications.of(current, unread, kind == null || kind.isBlank() ? null : kind, after, limit);
    }

    @GetMapping("/unread")
    UnreadNotifications countUnreadNotifications(CurrentPerson current) {
        return new UnreadNotifications(notifications.countUnread(current));
    }

    @PostMapping("/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readNotifications(CurrentPerson current, @RequestBody ReadNotifications read) {
        notifications.read(current, read.ids(), read.latest());
    }
}
