package io.maru.sla;

import io.maru.notification.TicketRemark;
import io.maru.people.CurrentPerson;
import io.maru.sla.SlaView.ClockState;
import io.maru.sla.SlaView.SlaClockView;
import java.time.Instant;
import java.util.List;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Until when what was promised of a ticket is to be kept, in mails to those who work on it. */
@Component
class PromiseRemark implements TicketRemark {

    private final TicketClocks clocks;
    private final MessageSource messages;

    PromiseRemark(TicketClocks clocks, MessageSource messages) {
        this.clocks = clocks;
        this.messages = messages;
    }

    @Override
    public List<String> of(CurrentPerson reader, String ticketKey) {
        return clocks.due(reader, List.of(ticketKey)).stream()
                .flatMap(each -> words(reader, each.clock()).stream())
                .toList();
    }

    private List<String> words(CurrentPerson reader, SlaClockView clock) {
        Instant due = clock.dueAt();
        if (due == null || clock.state() == ClockState.STOPPED) {
            return List.of();
        }
        String at = reader.language().words(due.atZone(reader.timeZone()));
        return List.of(messages.getMessage(
                clock.breached() ? "sla.news.breached" : "sla.remark.due",
                new Object[] {clock.policy(), at},
                reader.language().locale()));
    }
}
