package io.maru.ticket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells operators how much comes in, and by what way. Prometheus cuts the word "created" off the end of a name. */
@Component
class TicketMeters {

    private final Map<Channel, Counter> created = new EnumMap<>(Channel.class);

    TicketMeters(MeterRegistry meters) {
        for (Channel channel : Channel.values()) {
            created.put(
                    channel,
                    Counter.builder("maru.new.tickets")
                            .description("Tickets created on this server")
                            .tag("channel", channel.key())
                            .register(meters));
        }
    }

    /** After the commit: what is rolled back was not created. */
    @TransactionalEventListener
    void on(TicketChanged change) {
        if (change.kind() == TicketChanged.Kind.CREATED) {
            Objects.requireNonNull(created.get(change.channel())).increment();
        }
    }
}
