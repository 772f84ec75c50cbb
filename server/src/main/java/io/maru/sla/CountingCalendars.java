package io.maru.sla;

import io.maru.calendar.CalendarUse;
import io.maru.platform.LocalizedText;
import java.util.List;
import org.springframework.stereotype.Component;

/** Policies count by calendars, which therefore cannot be retired under them. */
@Component
class CountingCalendars implements CalendarUse {

    private final PolicyStore store;

    CountingCalendars(PolicyStore store) {
        this.store = store;
    }

    @Override
    public List<LocalizedText> of(long calendarId) {
        return store.countingBy(calendarId).stream().map(PolicyStore.Row::name).toList();
    }
}
