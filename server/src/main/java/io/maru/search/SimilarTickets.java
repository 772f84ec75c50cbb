package io.maru.search;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.NotFound;
import io.maru.search.TextIndex.Match;
import io.maru.search.Word.Part;
import io.maru.ticket.RequestView;
import io.maru.ticket.Requests;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketTexts;
import io.maru.ticket.TicketTexts.Texts;
import io.maru.ticket.TicketView;
import io.maru.ticket.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tickets that tell of the same thing: those that share the words which tell most, which are the rare ones. How rare a word is,
 * PostgreSQL's statistics know.
 */
@Service
public class SimilarTickets {

    private static final int SHOWN = 5;
    private static final int TELLING_WORDS = 6;
    private static final int LOOKED_THROUGH = 100;

    /** Of a longer text the beginning tells enough. */
    private static final int LONGEST = 2000;

    /** A word in more tickets than this tells nothing. */
    private static final double EVERYWHERE = 0.25;

    /** A word that the statistics do not know is in fewer tickets than these. */
    private static final double RARE = 0.0005;

    /** What share of the telling words, by weight, is alike enough. */
    private static final double ALIKE = 0.4;

    private final TextIndex index;
    private final TextAnalyzer analyzer;
    private final Tickets tickets;
    private final Requests requests;
    private final TicketTexts texts;
    private final Clock clock;

    SimilarTickets(
            TextIndex index,
            TextAnalyzer analyzer,
            Tickets tickets,
            Requests requests,
            TicketTexts texts,
            Clock clock) {
        this.index = index;
        this.analyzer = analyzer;
        this.tickets = tickets;
        this.requests = requests;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Tickets of one's desks that are like one of them, the most similar and newest first.
     *
     * @throws NotFound when this person may not see it
     */
    @Transactional(readOnly = true)
    public List<TicketView.RowView> of(CurrentPerson current, String key) {
        TicketList.Row ticket = tickets.row(current, key);
        Texts written = texts.of(List.of(ticket.id())).getFirst();
        return rows(current, weights(written.summary(), written.description()), ticket.id());
    }

    /** The same of a ticket to be. */
    @Transactional(readOnly = true)
    public List<TicketView.RowView> ofDraft(CurrentPerson current, String summary, String description) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return rows(current, weights(summary, description), 0);
    }

    /** Those of a customer's own requests that are like a request to be. */
    @Transactional(readOnly = true)
    public List<RequestView.Summary> ofRequestDraft(CurrentPerson current, String summary, String description) {
        Map<String, Double> weights = weights(summary, description);
        if (weights.size() < 2) {
            return List.of();
        }
        List<Long> ids = alike(index.similar(weights, Audience.customer(current), LOOKED_THROUGH), weights).stream()
                .sorted(Comparator.comparingDouble(this::score).reversed())
                .limit(SHOWN)
                .map(Match::ticketId)
                .toList();
        return requests.found(current, ids);
    }

    private List<TicketView.RowView> rows(CurrentPerson current, Map<String, Double> weights, long itself) {
        if (weights.size() < 2) {
            return List.of();
        }
        Map<Long, Match> matches =
                alike(index.similar(weights, Audience.agent(current), LOOKED_THROUGH), weights).stream()
                        .filter(match -> match.ticketId() != itself)
                        .collect(Collectors.toMap(Match::ticketId, Function.identity()));
        return tickets.rows(
                current,
                tickets.found(current, matches.keySet()).stream()
                        .sorted(Comparator.comparingDouble(
                                        (TicketList.Row row) -> score(Objects.requireNonNull(matches.get(row.id()))))
                                .reversed())
                        .limit(SHOWN)
                        .toList());
    }

    private static List<Match> alike(Collection<Match> matches, Map<String, Double> weights) {
        double all = weights.values().stream().mapToDouble(Double::doubleValue).sum();
        return matches.stream().filter(match -> match.rank() >= ALIKE * all).toList();
    }

    private double score(Match match) {
        double days =
                Math.max(0, Duration.between(match.changedAt(), clock.instant()).toHours() / 24.0);
        return match.rank() / (1 + days / 365);
    }

    /** The words that tell most, each with how much: the rarer, and the oftener it is said, the more. */
    private Map<String, Double> weights(String summary, String description) {
        Map<String, Integer> said = new HashMap<>();
        count(summary, 2, said);
        count(description.substring(0, Math.min(description.length(), LONGEST)), 1, said);
        Map<String, Double> shares = index.shares(said.keySet());
        Map<String, Double> weights = new HashMap<>();
        said.forEach((word, times) -> {
            double share = Math.max(shares.getOrDefault(word, 0.0), RARE);
            if (share < EVERYWHERE) {
                weights.put(word, -Math.log(share) * (1 + Math.log(Math.min(times, 5))));
            }
        });
        return weights.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TELLING_WORDS)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    private void count(String text, int times, Map<String, Integer> said) {
        for (Word word : analyzer.words(TextAnalyzer.composed(text))) {
            for (Part part : word.parts()) {
                boolean tells = part.stem().length() > 1 && !part.stem().chars().allMatch(Character::isDigit);
                if (tells) {
                    said.merge(part.stem(), times, Integer::sum);
                }
            }
        }
    }
}
