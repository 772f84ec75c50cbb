package io.maru.search;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import java.util.Set;

/** For whom something is looked up, which decides what it may be found by. */
sealed interface Audience {

    /** Those who work on these desks, or on all: their tickets, by internal notes, too. */
    record Agent(boolean everywhere, Set<Long> deskIds) implements Audience {}

    /** Those whom a ticket concerns: by what customers may read. */
    record Customer(long personId) implements Audience {}

    static Agent agent(CurrentPerson current) {
        return new Agent(current.may(Permission.TICKET_VIEW), current.desksWith(Permission.TICKET_VIEW));
    }

    static Customer customer(CurrentPerson current) {
        return new Customer(current.id());
    }
}
