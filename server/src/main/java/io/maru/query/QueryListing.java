package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.ticket.TicketView.CellView;
import org.jooq.Field;

/**
 * How a field's value stands in a list of tickets.
 *
 * @param value what is read beside the ticket; null where the field is empty
 */
public record QueryListing(Field<?> value, Teller teller) {

    /** Says a value, which is not null, in a reader's words. */
    @FunctionalInterface
    public interface Teller {

        CellView tell(CurrentPerson current, Object value);
    }
}
