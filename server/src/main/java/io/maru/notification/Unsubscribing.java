package io.maru.notification;

import io.maru.platform.NotFound;
import io.maru.platform.Secrets;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Links in mails with which somebody ends them without signing in (RFC 8058); what others wait for still comes. */
@Service
public class Unsubscribing {

    private static final String PURPOSE = "mail unsubscribe";

    private final NotificationRuleStore store;
    private final NotificationKinds kinds;
    private final Secrets secrets;

    Unsubscribing(NotificationRuleStore store, NotificationKinds kinds, Secrets secrets) {
        this.store = store;
        this.kinds = kinds;
        this.secrets = secrets;
    }

    /** What programs for mail call. */
    URI oneClick(URI web, long personId) {
        return URI.create(web + "/api/unsubscriptions/" + token(personId));
    }

    /** What people open; nothing ends by opening it. */
    URI page(URI web, long personId) {
        return URI.create(web + "/unsubscribe/" + token(personId));
    }

    private String token(long personId) {
        return personId + "." + secrets.sign(PURPOSE, Long.toString(personId));
    }

    /**
     * Sends this person no more mails but those that they cannot do without.
     *
     * @throws NotFound when the token is none of ours
     */
    @Transactional
    public void end(String token) {
        long personId = read(token);
        NotificationChoices choices = store.choices(Set.of(personId)).getOrDefault(personId, NotificationChoices.NONE);
        Map<String, Set<Way>> ways = new HashMap<>(choices.ways());
        kinds.all().stream().filter(kind -> !kind.mandatory()).forEach(kind -> {
            Set<Way> without = EnumSet.noneOf(Way.class);
            without.addAll(choices.ways(kind, false));
            without.remove(Way.MAIL);
            ways.put(kind.key(), without);
        });
        store.setChoices(
                personId, new NotificationChoices(ways, choices.quietFrom(), choices.quietTo(), choices.digestAt()));
    }

    private long read(String token) {
        String[] parts = token.split("\\.", 2);
        try {
            long personId = Long.parseLong(parts[0]);
            if (parts.length == 2 && same(token, token(personId))) {
                return personId;
            }
        } catch (NumberFormatException notOurs) {
            throw new NotFound();
        }
        throw new NotFound();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
