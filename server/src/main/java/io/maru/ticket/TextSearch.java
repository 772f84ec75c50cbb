package io.maru.ticket;

import org.jooq.Condition;
import org.jooq.Field;

/** Finds requests by what is written on them. Of a module above this one, which reads the texts from {@link TicketTexts}. */
public interface TextSearch {

    /**
     * That a ticket holds these words, the last of which may be unfinished, among what its customers may read. Says nothing of who
     * may see the ticket.
     */
    Condition matches(Field<Long> ticketId, String words);
}
