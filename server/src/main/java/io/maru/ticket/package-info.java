/**
 * The ticket, one aggregate for every kind of work: its state, conversation, people, links and append-only history, all
 * written in one transaction; and the one predicate that says who may see which ticket.
 *
 * <p>{@link Tickets} is the agents' face, {@link Requests} the customers': what a customer may not know is not in the
 * answers of the latter at all.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "platform",
            "platform :: web",
            "people",
            "field",
            "expression",
            "desk",
            "workflow",
            "workflow :: web",
            "attachment"
        })
package io.maru.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
