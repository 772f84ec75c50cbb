package io.maru.notification;

import static io.maru.notification.Audience.ASSIGNEE;
import static io.maru.notification.Audience.CONCERNED;
import static io.maru.notification.Audience.PARTICIPANTS;
import static io.maru.notification.Audience.REPORTER;
import static io.maru.notification.Audience.TEAM;
import static io.maru.notification.Audience.WATCHERS;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What happens to tickets that people are told of; what says most comes first. */
public enum TicketOccasion {
    MENTIONED(true, List.of(CONCERNED), List.of(CONCERNED)),
    /** Told to nobody who may not read it, as below. */
    MENTIONED_INTERNALLY(false, List.of(CONCERNED), List.of(CONCERNED)),
    COMMENTED(
            true,
            List.of(REPORTER, PARTICIPANTS, ASSIGNEE, TEAM, WATCHERS),
            List.of(REPORTER, PARTICIPANTS, ASSIGNEE, TEAM, WATCHERS)),
    /** Never told to those who may not read it, whoever they are. */
    COMMENTED_INTERNALLY(false, List.of(ASSIGNEE, TEAM, WATCHERS), List.of(ASSIGNEE, WATCHERS)),
    ASSIGNED(false, List.of(CONCERNED), List.of(CONCERNED)),
    SHARED(true, List.of(CONCERNED), List.of(CONCERNED)),
    RESOLVED(
            true,
            List.of(REPORTER, PARTICIPANTS, ASSIGNEE, WATCHERS),
            List.of(REPORTER, PARTICIPANTS, ASSIGNEE, WATCHERS)),
    STATUS_CHANGED(
            true, List.of(REPORTER, PARTICIPANTS, ASSIGNEE, WATCHERS), List.of(REPORTER, PARTICIPANTS, WATCHERS)),
    CREATED(true, List.of(REPORTER, PARTICIPANTS, TEAM), List.of(REPORTER, PARTICIPANTS)),
    TEAM_ASSIGNED(false, List.of(TEAM), List.of(TEAM)),
    /** A mail with a comment reached somebody not. */
    UNDELIVERED(false, List.of(CONCERNED, ASSIGNEE), List.of(CONCERNED));

    private final boolean forCustomers;
    private final Set<Audience> audiences;
    private final Set<Audience> byDefault;

    TicketOccasion(boolean forCustomers, List<Audience> audiences, List<Audience> byDefault) {
        this.forCustomers = forCustomers;
        this.audiences = EnumSet.copyOf(audiences);
        this.byDefault = EnumSet.copyOf(byDefault);
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static TicketOccasion of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    boolean forCustomers() {
        return forCustomers;
    }

    /** Who can be told of it. */
    Set<Audience> audiences() {
        return audiences;
    }

    /** Who is told of it on a desk that has chosen nothing. */
    Set<Audience> byDefault() {
        return byDefault;
    }
}
