package io.maru.search;

import io.maru.attachment.Attachments;
import io.maru.attachment.Attachments.TextsUnknown;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.search.TextIndex.Known;
import io.maru.ticket.TicketTexts;
import io.maru.ticket.TicketTexts.Standing;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The administration of the index: whether it is in line with the tickets, and what to do when it is not. */
@Service
public class SearchIndex {

    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);

    private static final int AT_A_TIME = 10_000;

    private final StaleStore stale;
    private final TextIndex index;
    private final TicketTexts tickets;
    private final Attachments attachments;
    private final Clock clock;

    SearchIndex(StaleStore stale, TextIndex index, TicketTexts tickets, Attachments attachments, Clock clock) {
        this.stale = stale;
        this.index = index;
        this.tickets = tickets;
        this.attachments = attachments;
        this.clock = clock;
    }

    /**
     * How the index stands.
     *
     * @param documents as many tickets can be found
     * @param waiting tickets whose documents are about to be made anew
     * @param waitingSince when the one that waits longest began to; null when none does
     * @param checkedAt when all documents were last compared with their tickets; null for never
     * @param differences how many were found then that were not what they should be; they have been made anew since
     * @param filesWaiting files that are about to be read
     * @param filesUnreadable files that nothing is found in, because they could not be read
     * @param filesCutShort files of which only the beginning is found, because they are too long
     */
    public record IndexState(
            long documents,
            long waiting,
            @Nullable Instant waitingSince,
            @Nullable Instant checkedAt,
            @Nullable Long differences,
            long filesWaiting,
            long filesUnreadable,
            long filesCutShort) {}

    @Transactional(readOnly = true)
    public IndexState state(CurrentPerson current) {
        current.require(Permission.SEARCH_ADMINISTER);
        StaleStore.State state = stale.state();
        TextsUnknown files = attachments.textsUnknown();
        return new IndexState(
                index.size(),
                stale.waiting(),
                stale.waitingSince(),
                state.checkedAt(),
                state.differences(),
                files.waiting(),
                files.unreadable(),
                files.cutShort());
    }

    /** Compares all documents with their tickets; those that are not what they should be are made anew. */
    @Transactional
    public IndexState check(CurrentPerson current) {
        current.require(Permission.SEARCH_ADMINISTER);
        compare(stale.lockState(), false);
        return state(current);
    }

    /** Makes all documents anew, while they go on being found. */
    @Transactional
    public IndexState rebuild(CurrentPerson current) {
        current.require(Permission.SEARCH_ADMINISTER);
        compare(stale.lockState(), true);
        return state(current);
    }

    /** What the server does by itself every night. */
    @Transactional
    public void check() {
        long differences = compare(stale.lockState(), false);
        if (differences > 0) {
            LOG.warn(
                    "{} documents of the search index were not in line with their tickets and are made anew",
                    differences);
        }
    }

    /** After an update of Maru the documents may be another analyzer's, or not be there at all. */
    @Transactional
    public void checkAfterUpdate() {
        if (stale.state().analyzer() == TextAnalyzer.VERSION) {
            return;
        }
        StaleStore.State state = stale.lockState();
        if (state.analyzer() != TextAnalyzer.VERSION) {
            long differences = compare(state, false);
            LOG.info("The search index is made for {} tickets", differences);
        }
    }

    private long compare(StaleStore.State state, boolean all) {
        long differences = 0;
        long after = 0;
        while (true) {
            List<Standing> standings = tickets.standings(after, AT_A_TIME);
            if (standings.isEmpty()) {
                break;
            }
            long upTo = standings.getLast().id();
            Map<Long, Known> known =
                    index.after(after, upTo).stream().collect(Collectors.toMap(Known::ticketId, each -> each));
            List<Long> different = new ArrayList<>();
            for (Standing ticket : standings) {
                Known document = known.get(ticket.id());
                boolean inLine = document != null
                        && document.version() >= ticket.version()
                        && document.analyzer() == TextAnalyzer.VERSION;
                if (all || !inLine) {
                    different.add(ticket.id());
                }
            }
            if (!different.isEmpty()) {
                Set<Long> waiting = all ? Set.of() : new HashSet<>(stale.waiting(different));
                different.removeIf(waiting::contains);
                stale.add(different, true);
                differences += all ? 0 : different.size();
            }
            after = upTo;
        }
        stale.checked(TextAnalyzer.VERSION, clock.instant(), differences);
        return differences;
    }
}
