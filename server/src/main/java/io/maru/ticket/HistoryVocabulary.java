package io.maru.ticket;

import io.maru.people.CurrentPerson;
import tools.jackson.databind.JsonNode;

/** What a module has written into the history of tickets, in words. Spring beans of any module. */
public interface HistoryVocabulary {

    /** What it calls its entries; their name is the message {@code history.field.<field>}. */
    String field();

    /** An entry's value for somebody who works on the desk. */
    String words(CurrentPerson reader, JsonNode value);
}
