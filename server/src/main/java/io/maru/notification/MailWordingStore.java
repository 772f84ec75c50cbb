package io.maru.notification;

import static io.maru.db.notification.Tables.MAIL_WORDING;

import io.maru.platform.Json;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** How mails are worded; nothing where nobody ever said anything. */
@Repository
class MailWordingStore {

    /** Under which that of all desks is found. */
    static final long ALL = 0;

    private final DSLContext database;

    MailWordingStore(DSLContext database) {
        this.database = database;
    }

    /** @param broken the kind whose text cannot be used; null while all can */
    record Kept(
            long id,
            MailWording wording,
            long version,
            @Nullable String broken) {}

    Optional<Kept> find(@Nullable Long deskId) {
        return Optional.ofNullable(of(Set.of(deskId == null ? ALL : deskId)).get(deskId == null ? ALL : deskId));
    }

    /** By desk. */
    Map<Long, Kept> of(Collection<Long> deskIds) {
        return database
                .selectFrom(MAIL_WORDING)
                .where(MAIL_WORDING.DESK_ID.eq(DSL.any(deskIds.toArray(Long[]::new))))
                .or(deskIds.contains(ALL) ? MAIL_WORDING.DESK_ID.isNull() : DSL.falseCondition())
                .fetch()
                .stream()
                .collect(Collectors.toMap(
                        row -> row.getDeskId() == null ? ALL : row.getDeskId(),
                        row -> new Kept(
                                row.getId(),
                                Json.read(row.getWording(), MailWording.class),
                                row.getVersion(),
                                row.getBroken())));
    }

    /** @return whether it was still that version; 0 is what nobody has ever said */
    boolean set(@Nullable Long deskId, MailWording wording, long version) {
        if (version == 0) {
            return database.insertInto(MAIL_WORDING)
                            .set(MAIL_WORDING.DESK_ID, deskId)
                            .set(MAIL_WORDING.WORDING, Json.of(wording))
                            .set(MAIL_WORDING.VERSION, 1L)
                            .onConflictDoNothing()
                            .execute()
                    == 1;
        }
        return database.update(MAIL_WORDING)
                        .set(MAIL_WORDING.WORDING, Json.of(wording))
                        .set(MAIL_WORDING.VERSION, version + 1)
                        .setNull(MAIL_WORDING.BROKEN)
                        .where(ofDesk(deskId), MAIL_WORDING.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /** @return whether it is noted for the first time since it was saved */
    boolean broken(long id, String kind) {
        return database.update(MAIL_WORDING)
                        .set(MAIL_WORDING.BROKEN, kind)
                        .where(MAIL_WORDING.ID.eq(id), MAIL_WORDING.BROKEN.isNull())
                        .execute()
                == 1;
    }

    private static Condition ofDesk(@Nullable Long deskId) {
        return deskId == null ? MAIL_WORDING.DESK_ID.isNull() : MAIL_WORDING.DESK_ID.eq(deskId);
    }
}
