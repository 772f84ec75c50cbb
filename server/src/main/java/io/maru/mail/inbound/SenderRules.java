package io.maru.mail.inbound;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.EmailAddress;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whose mails are taken or refused, whatever a mailbox says about those who are not known. */
@Service
public class SenderRules {

    private static final String NAMED = "somebody@";

    private final SenderRuleStore store;
    private final Desks desks;
    private final Persons persons;
    private final Clock clock;

    SenderRules(SenderRuleStore store, Desks desks, Persons persons, Clock clock) {
        this.store = store;
        this.desks = desks;
        this.persons = persons;
        this.clock = clock;
    }

    /**
     * A rule about a sender.
     *
     * @param deskKey null for all desks
     * @param sender an address, or a domain
     */
    public record SenderRule(
            long id,
            @Nullable String deskKey,
            String sender,
            boolean allowed,
            PersonReference createdBy,
            Instant createdAt) {}

    /** What a rule is to be. */
    public record NewSenderRule(
            @Nullable String deskKey,
            @Nullable String sender,
            @Nullable Boolean allowed) {}

    /** By sender. */
    @Transactional(readOnly = true)
    public List<SenderRule> list(CurrentPerson current) {
        current.require(Permission.MAIL_ADMINISTER);
        List<SenderRuleStore.Row> rows = store.list();
        Map<Long, String> keys = desks.keys(rows.stream()
                .map(SenderRuleStore.Row::deskId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Map<Long, PersonReference> people = persons.references(
                rows.stream().map(SenderRuleStore.Row::createdBy).collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> new SenderRule(
                        row.id(),
                        row.deskId() == null ? null : keys.get(row.deskId()),
                        row.sender(),
                        row.allowed(),
                        Objects.requireNonNull(people.get(row.createdBy())),
                        row.createdAt()))
                .toList();
    }

    /** Makes one, in place of the one about the same sender. */
    @Transactional
    public void set(CurrentPerson current, NewSenderRule rule) {
        current.require(Permission.MAIL_ADMINISTER);
        String sender = rule.sender() == null ? "" : rule.sender().strip().toLowerCase(Locale.ROOT);
        if (sender.isEmpty()) {
            throw Invalid.at("/sender", "required");
        }
        if (!EmailAddress.looksRight(sender.contains("@") ? sender : NAMED + sender)) {
            throw Invalid.at("/sender", "mail_sender_invalid");
        }
        Long deskId = rule.deskKey() == null
                ? null
                : desks.byKey(rule.deskKey()).map(Desk::id).orElseThrow(() -> Invalid.at("/deskKey", "unknown"));
        store.set(deskId, sender, Boolean.TRUE.equals(rule.allowed()), current.id(), clock.instant());
    }

    /** @throws NotFound when there is none */
    @Transactional
    public void remove(CurrentPerson current, long id) {
        current.require(Permission.MAIL_ADMINISTER);
        if (!store.delete(id)) {
            throw new NotFound();
        }
    }
}
