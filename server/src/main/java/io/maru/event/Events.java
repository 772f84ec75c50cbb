package io.maru.event;

import io.maru.ticket.TicketChanged;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down what happens, for those who follow. */
@Component
class Events {

    private final EventStore store;
    private final List<EventFollower> followers;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Events(EventStore store, List<EventFollower> followers, ApplicationEventPublisher publisher, Clock clock) {
        this.store = store;
        this.followers = List.copyOf(followers);
        this.publisher = publisher;
        this.clock = clock;
    }

    /** Something waits to be followed by these, once the transaction is committed. */
    record Waiting(Collection<String> followers) {}

    @EventListener
    void on(Recorded event) {
        keep(event.recordedAs(), event.ticketId(), event);
    }

    @EventListener
    void on(TicketChanged change) {
        keep(
                switch (change.kind()) {
                    case CREATED -> "ticket.created";
                    case CHANGED -> "ticket.changed";
                    case COMMENTED -> "ticket.commented";
                    case COMMENTED_INTERNALLY -> "ticket.commented_internally";
                },
                change.ticketId(),
                change);
    }

    /** Writes down what happens, in the transaction in which it does; what nobody follows is not kept. */
    private void keep(String kind, long ticketId, Object content) {
        List<String> keys = followers.stream()
                .filter(each -> each.follows(kind, content))
                .map(EventFollower::key)
                .toList();
        if (!keys.isEmpty()) {
            store.insert(kind, ticketId, Chain.current(), content, keys, clock.instant());
            tell(keys);
        }
    }

    /** Lets these followers look, once the transaction is committed. */
    void tell(Collection<String> followers) {
        publisher.publishEvent(new Waiting(followers));
    }

    List<String> followers() {
        return followers.stream().map(EventFollower::key).toList();
    }
}
