package io.maru.notification.web;

import io.maru.notification.CommentDeliveries;
import io.maru.notification.CommentDeliveries.CommentDelivery;
import io.maru.notification.Notifications;
import io.maru.notification.Notifications.Narrowing;
import io.maru.notification.Notifications.NotificationView;
import io.maru.people.CurrentPerson;
import io.maru.platform.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What somebody is told of, and whether others were reached. */
@RestController
class NotificationController {

    private final Notifications notifications;
    private final CommentDeliveries deliveries;

    NotificationController(Notifications notifications, CommentDeliveries deliveries) {
        this.notifications = notifications;
        this.deliveries = deliveries;
    }

    record UnreadNotifications(int count) {}

    /**
     * @param latest in place of {@code ids}: all up to this one
     * @param kind those of this one alone
     * @param desk the key of the desk about whose tickets they are
     */
    record ReadNotifications(
            @Nullable List<Long> ids,
            @Nullable Long latest,
            @Nullable String kind,
            @Nullable String desk) {}

    @GetMapping("/api/notifications")
    Page<NotificationView> listNotifications(
            CurrentPerson current,
            @RequestParam(defaultValue = "false") boolean unread,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String desk,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return notifications.of(current, unread, narrowing(kind, desk), after, limit);
    }

    private static Narrowing narrowing(@Nullable String kind, @Nullable String desk) {
        return new Narrowing(
                kind == null || kind.isBlank() ? null : kind, desk == null || desk.isBlank() ? null : desk);
    }

    @GetMapping("/api/notifications/unread")
    UnreadNotifications countUnreadNotifications(CurrentPerson current) {
        return new UnreadNotifications(notifications.countUnread(current));
    }

    @PostMapping("/api/notifications/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void readNotifications(CurrentPerson current, @RequestBody ReadNotifications read) {
        notifications.read(current, read.ids(), read.latest(), narrowing(read.kind(), read.desk()));
    }

    /** Whether what was said on a ticket reached people by mail. */
    @GetMapping("/api/tickets/{key}/deliveries")
    List<CommentDelivery> listTicketDeliveries(CurrentPerson current, @PathVariable String key) {
        return deliveries.of(current, key);
    }
}
