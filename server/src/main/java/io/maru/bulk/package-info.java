/**
 * Changes to many tickets at once: chosen by a query or one by one, foreseen, carried out in the background in the name of the
 * person who asked for it, told ticket by ticket, and taken back. What a change is and who may make it is the ticket's to say:
 * {@link io.maru.ticket.TicketChanges}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "people", "desk", "query", "ticket", "workflow"})
package io.maru.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
