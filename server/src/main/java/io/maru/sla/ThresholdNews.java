package io.maru.sla;

import io.maru.notification.NotificationKind;
import io.maru.notification.Way;
import io.maru.people.CurrentPerson;
import io.maru.platform.Language;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** That a clock came to a threshold, for those who are told of it. */
@Component
class ThresholdNews implements NotificationKind {

    static final String KIND = "sla_threshold";

    private final PoliciesInUse policies;
    private final Lengths lengths;
    private final MessageSource messages;

    ThresholdNews(PoliciesInUse policies, Lengths lengths, MessageSource messages) {
        this.policies = policies;
        this.lengths = lengths;
        this.messages = messages;
    }

    @Override
    public String key() {
        return KIND;
    }

    @Override
    public String label(Language language) {
        return messages.getMessage("notification.kind." + KIND, null, language.locale());
    }

    @Override
    public Set<Way> ways(boolean customer) {
        return EnumSet.allOf(Way.class);
    }

    @Override
    public String words(CurrentPerson reader, JsonNode content) {
        long policyId = content.path("policy").asLong();
        Policy policy = policies.published(Set.of(policyId)).get(policyId);
        String name = policy == null ? "" : policy.name().in(reader.language());
        String threshold = content.path("threshold").asString("");
        String[] parts = threshold.split(":", 2);
        String due = content.has("due")
                ? instant(reader, Instant.parse(content.path("due").asString()))
                : "—";
        if (threshold.equals(Threshold.BREACH.key())) {
            return text(reader, "sla.news.breached", name, due);
        }
        return parts[0].equals("share")
                ? text(reader, "sla.news.share", name, parts[1], due)
                : text(reader, "sla.news.before", name, lengths.words(reader, Long.parseLong(parts[1])), due);
    }

    /** Where the reader is, and not where the server or the calendar is. */
    private static String instant(CurrentPerson reader, Instant instant) {
        return reader.language().words(instant.atZone(reader.timeZone()));
    }

    private String text(CurrentPerson reader, String code, Object... arguments) {
        return messages.getMessage(code, arguments, reader.language().locale());
    }
}
