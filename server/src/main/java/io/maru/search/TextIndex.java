package io.maru.search;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where documents are kept and found: by default in PostgreSQL, {@link DocumentStore}. What it answers is a proposal: the caller
 * shows only what the ticket's own gate lets through.
 */
interface TextIndex {

    /**
     * One ticket's document.
     *
     * @param fingerprint of all that went into it
     * @param changedAt when what is written was last changed
     */
    record Document(
            long ticketId, long deskId, long version, long fingerprint, Instant changedAt, DocumentVector vector) {}

    /** What the index knows of a ticket. */
    record Known(long ticketId, long version, int analyzer, long fingerprint, Instant changedAt) {}

    /**
     * @param deskIds only of these desks; none for all
     * @param types only of these types, by their keys; none for all
     */
    record Narrowing(Set<Long> deskIds, Set<String> types) {
        static final Narrowing NONE = new Narrowing(Set.of(), Set.of());
    }

    /** @param rank how well it answers; higher is better */
    record Match(long ticketId, Instant changedAt, double rank) {}

    /** Where older ones begin: after this ticket, or after any of that instant with an id up to this. */
    record Place(Instant changedAt, long ticketId) {
        /** All that was changed up to an instant comes after it. */
        static Place at(Instant instant) {
            return new Place(instant, Long.MAX_VALUE);
        }
    }

    /**
     * @param matches the newest first
     * @param last after which there may be others; null when these are all
     */
    record Newest(List<Match> matches, @Nullable Place last) {}

    /**
     * The newest tickets that answer a question: as many as are wanted at most, and fewer when they are enough and more would
     * have to be looked for much further back.
     *
     * @param before only older ones than this
     */
    Newest newest(
            TextQuestion question,
            Audience audience,
            Narrowing narrowing,
            @Nullable Place before,
            int enough,
            int most);

    /**
     * The newest tickets that hold at least two of these words, newest first, ranked by what the words they hold weigh.
     *
     * @param weights of each word
     */
    List<Match> similar(Map<String, Double> weights, Audience audience, int most);

    /** What is known of these tickets, which nobody else changes until the transaction ends. */
    Map<Long, Known> lock(Collection<Long> ticketIds);

    /** Puts documents in the place of older ones. */
    void write(List<Document> documents);

    /** Says that these documents are right for later versions, too. */
    void confirm(Map<Long, Long> versions);

    /** What is known of the tickets after one, by id. */
    List<Known> after(long ticketId, long upTo);

    /** How many documents there are. */
    long size();

    /** In what share of the documents a word is, from 0 to 1, as far as statistics tell; 0 for a rare one. */
    Map<String, Double> shares(Collection<String> words);
}
