package io.maru.notification;

import io.maru.people.CurrentPerson;
import java.util.List;

/** What stands in mails about a ticket beside what is told, such as what is promised. Spring beans of other modules. */
public interface TicketRemark {

    /**
     * Short lines in the reader's language, with instants in their time zone; asked when a mail is written.
     *
     * @param reader who works on the ticket
     */
    List<String> of(CurrentPerson reader, String ticketKey);
}
