package io.maru.sla;

import io.maru.people.CurrentPerson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Lengths of time in words. */
@Component
class Lengths {

    private final MessageSource messages;

    Lengths(MessageSource messages) {
        this.messages = messages;
    }

    /** Two units at most: days are those of the clock on the wall, since readers compare them with dates. */
    String words(CurrentPerson reader, long milliseconds) {
        Duration length = Duration.ofMillis(milliseconds);
        long[] amounts = {length.toDays(), length.toHoursPart(), length.toMinutesPart()};
        String[] units = {"days", "hours", "minutes"};
        List<String> parts = new ArrayList<>();
        for (int index = 0; index < amounts.length && parts.size() < 2; index++) {
            if (amounts[index] > 0 || index == 2 && parts.isEmpty()) {
                parts.add(messages.getMessage(
                        "sla.length." + units[index],
                        new Object[] {Long.toString(amounts[index])},
                        reader.language().locale()));
            }
        }
        return String.join(" ", parts);
    }
}
