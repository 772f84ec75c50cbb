package io.maru.notification;

import static io.maru.db.notification.Tables.CHOICES;
import static io.maru.db.notification.Tables.DESK_RULES;

import io.maru.notification.DeskNotifications.Rules;
import io.maru.platform.Json;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** What desks tell whom, and what persons want to hear; nothing of those who never said anything. */
@Repository
class NotificationRuleStore {

    private final DSLContext database;

    NotificationRuleStore(DSLContext database) {
        this.database = database;
    }

    record Versioned(Rules rules, long version) {}

    Optional<Versioned> rules(long deskId) {
        return database.selectFrom(DESK_RULES)
                .where(DESK_RULES.DESK_ID.eq(deskId))
                .fetchOptional(row -> new Versioned(Json.read(row.getRules(), Rules.class), row.getVersion()));
    }

    Map<Long, Rules> rules(Collection<Long> deskIds) {
        return database.selectFrom(DESK_RULES)
                .where(DESK_RULES.DESK_ID.eq(DSL.any(deskIds.toArray(Long[]::new))))
                .fetchMap(DESK_RULES.DESK_ID, row -> Json.read(row.getRules(), Rules.class));
    }

    /** @return whether they were still those of that version; 0 is what nobody has ever said */
    boolean setRules(long deskId, Rules rules, long version) {
        if (version == 0) {
            return database.insertInto(DESK_RULES)
                            .set(DESK_RULES.DESK_ID, deskId)
                            .set(DESK_RULES.RULES, Json.of(rules))
                            .set(DESK_RULES.VERSION, 1L)
                            .onConflictDoNothing()
                            .execute()
                    == 1;
        }
        return database.update(DESK_RULES)
                        .set(DESK_RULES.RULES, Json.of(rules))
                        .set(DESK_RULES.VERSION, version + 1)
                        .where(DESK_RULES.DESK_ID.eq(deskId), DESK_RULES.VERSION.eq(version))
                        .execute()
                == 1;
    }

    Map<Long, NotificationChoices> choices(Collection<Long> personIds) {
        return database.selectFrom(CHOICES)
                .where(CHOICES.PERSON_ID.eq(DSL.any(personIds.toArray(Long[]::new))))
                .fetchMap(CHOICES.PERSON_ID, row -> Json.read(row.getChoices(), NotificationChoices.class));
    }

    void setChoices(long personId, NotificationChoices choices) {
        database.insertInto(CHOICES)
                .set(CHOICES.PERSON_ID, personId)
                .set(CHOICES.CHOICES_, Json.of(choices))
                .onConflict(CHOICES.PERSON_ID)
                .doUpdate()
                .set(CHOICES.CHOICES_, Json.of(choices))
                .execute();
    }
}
