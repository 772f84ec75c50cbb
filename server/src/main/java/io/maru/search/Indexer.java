package io.maru.search;

import io.maru.platform.DatabaseNotifications;
import io.maru.platform.WaitingWork;
import io.maru.search.TextIndex.Document;
import io.maru.search.TextIndex.Known;
import io.maru.ticket.TicketChanged;
import io.maru.ticket.TicketTexts;
import io.maru.ticket.TicketTexts.FileText;
import io.maru.ticket.TicketTexts.Texts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the documents of written tickets up to date, a moment after the writing: taking a text apart is no part of what somebody
 * waits for. What is to be done stands in the database and is taken in the transaction in which it is done, so that a killed
 * server leaves it to the others, who share it anyway.
 */
@Component
class Indexer {

    private static final String CHANNEL = "search";
    private static final int AT_A_TIME = 100;
    private static final int THREADS = 2;

    /** How long something waits that no server was told of: what an import wrote, or a server that died then. */
    private static final Duration UNASKED = Duration.ofSeconds(1);

    private final StaleStore stale;
    private final TextIndex index;
    private final TicketTexts tickets;
    private final Documents documents;
    private final TextAnalyzer analyzer;
    private final TransactionTemplate transaction;
    private final DatabaseNotifications notifications;

    // Woken and not interrupted: an interrupt while the dictionaries are read leaves their classes unusable.
    private final WaitingWork work = new WaitingWork("search-indexer", UNASKED, false);

    Indexer(
            StaleStore stale,
            TextIndex index,
            TicketTexts tickets,
            Documents documents,
            TextAnalyzer analyzer,
            TransactionTemplate transaction,
            DatabaseNotifications notifications,
            MeterRegistry meters) {
        this.stale = stale;
        this.index = index;
        this.tickets = tickets;
        this.documents = documents;
        this.analyzer = analyzer;
        this.transaction = transaction;
        this.notifications = notifications;
        notifications.subscribe(CHANNEL, message -> work.tell());
        Gauge.builder("maru.search.waiting", stale, StaleStore::waiting)
                .description("Tickets that are not yet found as they are written")
                .register(meters);
    }

    /** In the writing transaction, after whose commit the servers are told. */
    @EventListener
    void on(TicketChanged change) {
        notifications.publish(CHANNEL, "");
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(THREADS, () -> {
            // The dictionaries are read now, and not by the first who looks for something.
            if (!work.stopped()) {
                analyzer.words("가");
            }
            return () -> indexSome() > 0;
        });
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    /** @return how many tickets were looked at */
    int indexSome() {
        Integer looked = transaction.execute(status -> index(stale.take(AT_A_TIME)));
        return looked == null ? 0 : looked;
    }

    // Documents are locked before tickets are read: whoever comes later reads what is at least as new.
    private int index(SortedSet<Long> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        Map<Long, Known> known = index.lock(ids);
        List<Document> written = new ArrayList<>();
        Map<Long, Long> confirmed = new HashMap<>();
        Map<Long, List<FileText>> inFiles = tickets.inFiles(ids);
        for (Texts ticket : tickets.of(ids)) {
            List<FileText> files = inFiles.getOrDefault(ticket.id(), List.of());
            long fingerprint = Documents.fingerprint(ticket, files);
            Known before = known.get(ticket.id());
            if (before == null || before.fingerprint() != fingerprint) {
                written.add(documents.document(ticket, files, fingerprint, ticket.updatedAt()));
            } else if (before.analyzer() != TextAnalyzer.VERSION) {
                written.add(documents.document(ticket, files, fingerprint, before.changedAt()));
            } else {
                confirmed.put(ticket.id(), ticket.version());
            }
        }
        written.sort(Comparator.comparingLong(Document::ticketId));
        index.write(written);
        index.confirm(confirmed);
        return ids.size();
    }
}
