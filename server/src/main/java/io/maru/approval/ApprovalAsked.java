package io.maru.approval;

import io.maru.approval.ApprovalStore.VoteRow;
import io.maru.notification.NotificationKind;
import io.maru.notification.Way;
import io.maru.people.Absences;
import io.maru.people.CurrentPerson;
import io.maru.platform.Language;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** That somebody is to decide, or whoever stands in for them; told while it is their turn, with a link by which they decide once. */
@Component
class ApprovalAsked implements NotificationKind {

    static final String KIND = "approval_asked";

    private static final Duration WAITS = Duration.ofSeconds(10);

    private final ApprovalStore store;
    private final ApprovalViews views;
    private final ApprovalLinks links;
    private final Absences absences;
    private final MessageSource messages;

    ApprovalAsked(
            ApprovalStore store, ApprovalViews views, ApprovalLinks links, Absences absences, MessageSource messages) {
        this.store = store;
        this.views = views;
        this.links = links;
        this.absences = absences;
        this.messages = messages;
    }

    /** @param event whether they are asked, reminded, or are to decide in the place of another */
    record Content(long roundId, ApprovalEvent.Kind event) {}

    @Override
    public String key() {
        return KIND;
    }

    @Override
    public String label(Language language) {
        return text(language, "approval.news.label");
    }

    @Override
    public Set<Way> ways(boolean customer) {
        return EnumSet.allOf(Way.class);
    }

    @Override
    public boolean forCustomers() {
        return true;
    }

    @Override
    public boolean mandatory() {
        return true;
    }

    @Override
    public Duration patience() {
        return WAITS;
    }

    @Override
    public String words(CurrentPerson reader, JsonNode content) {
        return text(
                reader.language(),
                switch (ApprovalEvent.Kind.valueOf(content.path("event").asString())) {
                    case REMINDED -> "approval.news.reminded";
                    case ESCALATED -> "approval.news.escalated";
                    default -> "approval.news.asked";
                });
    }

    @Override
    public boolean stands(CurrentPerson reader, long ticketId, JsonNode content) {
        return turn(reader, content).isPresent();
    }

    @Override
    public Optional<Act> act(CurrentPerson reader, long ticketId, JsonNode content) {
        return turn(reader, content)
                .flatMap(vote -> Optional.ofNullable(links.createForMessage(vote.id(), reader.id())))
                .map(link -> new Act(text(reader.language(), "approval.news.decide"), "/approve/" + link.token()));
    }

    /** What waits for the reader's decision in this round. */
    private Optional<VoteRow> turn(CurrentPerson reader, JsonNode content) {
        List<VoteRow> waiting = store.votes(List.of(content.path("roundId").asLong())).stream()
                .filter(VoteRow::waiting)
                .toList();
        Map<Long, Set<Long>> substitutes =
                absences.substitutes(waiting.stream().map(VoteRow::personId).collect(Collectors.toSet()));
        return waiting.stream()
                .filter(vote -> views.mayDecide(reader.id(), vote, substitutes))
                .findFirst();
    }

    private String text(Language language, String code) {
        return messages.getMessage(code, null, language.locale());
    }
}
