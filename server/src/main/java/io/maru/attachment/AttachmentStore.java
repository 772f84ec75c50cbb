package io.maru.attachment;

import static io.maru.db.attachment.Tables.ATTACHMENT_;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import io.maru.platform.FixedQuery;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class AttachmentStore {

    private static final HexFormat HEX = HexFormat.of();

    private static final FixedQuery OF_OWNER = ofOwner(noCondition());
    private static final FixedQuery PUBLIC_OF_OWNER = ofOwner(ATTACHMENT_.INTERNAL.isFalse());

    private static final FixedQuery OF_OWNERS = new FixedQuery(attachments()
            .where(ATTACHMENT_
                    .OWNER_TYPE
                    .eq(value("type", ATTACHMENT_.OWNER_TYPE))
                    .and(ATTACHMENT_.OWNER_ID.eq(any(value("owners", array(ATTACHMENT_.OWNER_ID)))))
                    .and(present()))
            .orderBy(ATTACHMENT_.UPLOADED_AT, ATTACHMENT_.ID));

    private final DSLContext database;

    AttachmentStore(DSLContext database) {
        this.database = database;
    }

    void insert(Attachment attachment, String sha256) {
        database.insertInto(ATTACHMENT_)
                .set(ATTACHMENT_.ID, attachment.id())
                .set(ATTACHMENT_.FILE_NAME, attachment.fileName())
                .set(ATTACHMENT_.CONTENT_TYPE, attachment.contentType())
                .set(ATTACHMENT_.SIZE, attachment.size())
                .set(ATTACHMENT_.SHA256, HEX.parseHex(sha256))
                .set(ATTACHMENT_.IMAGE_WIDTH, attachment.imageWidth())
                .set(ATTACHMENT_.IMAGE_HEIGHT, attachment.imageHeight())
                .set(ATTACHMENT_.UPLOADED_BY, attachment.uploadedBy())
                .set(ATTACHMENT_.UPLOADED_AT, attachment.uploadedAt())
                .execute();
    }

    Optional<Attachment> find(UUID id) {
        return database.fetchOptional(attachments().where(ATTACHMENT_.ID.eq(id).and(present())))
                .map(AttachmentStore::attachment);
    }

    String sha256(UUID id) {
        return HEX.formatHex(database.select(ATTACHMENT_.SHA256)
                .from(ATTACHMENT_)
                .where(ATTACHMENT_.ID.eq(id))
                .fetchSingle(ATTACHMENT_.SHA256));
    }

    List<Attachment> of(String ownerType, long ownerId, boolean withInternal) {
        return (withInternal ? OF_OWNER : PUBLIC_OF_OWNER)
                .fetch(database, Map.of("type", ownerType, "owner", ownerId))
                .map(AttachmentStore::attachment);
    }

    Map<Long, List<Attachment>> ofAll(String ownerType, Collection<Long> ownerIds) {
        return OF_OWNERS.fetch(database, Map.of("type", ownerType, "owners", ownerIds.toArray(Long[]::new))).stream()
                .map(AttachmentStore::attachment)
                .collect(Collectors.groupingBy(file -> Objects.requireNonNull(file.ownerId())));
    }

    /** @return the ids that were this person's own and unattached, and are attached now */
    Set<UUID> attach(
            long uploadedBy,
            Collection<UUID> ids,
            String ownerType,
            long ownerId,
            @Nullable Long commentId,
            boolean internal) {
        return database
                .update(ATTACHMENT_)
                .set(ATTACHMENT_.OWNER_TYPE, ownerType)
                .set(ATTACHMENT_.OWNER_ID, ownerId)
                .set(ATTACHMENT_.COMMENT_ID, commentId)
                .set(ATTACHMENT_.INTERNAL, internal)
                .where(ATTACHMENT_
                        .ID
                        .in(ids)
                        .and(ATTACHMENT_.UPLOADED_BY.eq(uploadedBy))
                        .and(ATTACHMENT_.OWNER_ID.isNull())
                        .and(present()))
                .returning(ATTACHMENT_.ID)
                .fetch()
                .stream()
                .map(row -> row.getId())
                .collect(Collectors.toSet());
    }

    /** @return false when somebody else has deleted it before */
    boolean delete(UUID id, long deletedBy, Instant now) {
        return database.update(ATTACHMENT_)
                        .set(ATTACHMENT_.DELETED_AT, now)
                        .set(ATTACHMENT_.DELETED_BY, deletedBy)
                        .where(ATTACHMENT_.ID.eq(id).and(present()))
                        .execute()
                == 1;
    }

    int deleteUnattached(Instant uploadedBefore) {
        return database.deleteFrom(ATTACHMENT_)
                .where(ATTACHMENT_.OWNER_ID.isNull().and(ATTACHMENT_.UPLOADED_AT.lt(uploadedBefore)))
                .execute();
    }

    /** Of these contents, those of attachments that are there or were deleted only lately. */
    Set<String> used(Set<String> sha256, Instant deletedBefore) {
        return database.selectDistinct(ATTACHMENT_.SHA256)
                .from(ATTACHMENT_)
                .where(ATTACHMENT_
                        .SHA256
                        .in(sha256.stream().map(HEX::parseHex).toList())
                        .and(present().or(ATTACHMENT_.DELETED_AT.ge(deletedBefore))))
                .fetchSet(row -> HEX.formatHex(row.value1()));
    }

    private static Condition present() {
        return ATTACHMENT_.DELETED_AT.isNull();
    }

    private static SelectJoinStep<? extends Record> attachments() {
        return select(
                        ATTACHMENT_.ID,
                        ATTACHMENT_.OWNER_TYPE,
                        ATTACHMENT_.OWNER_ID,
                        ATTACHMENT_.COMMENT_ID,
                        ATTACHMENT_.INTERNAL,
                        ATTACHMENT_.FILE_NAME,
                        ATTACHMENT_.CONTENT_TYPE,
                        ATTACHMENT_.SIZE,
                        ATTACHMENT_.IMAGE_WIDTH,
                        ATTACHMENT_.IMAGE_HEIGHT,
                        ATTACHMENT_.UPLOADED_BY,
                        ATTACHMENT_.UPLOADED_AT)
                .from(ATTACHMENT_);
    }

    private static FixedQuery ofOwner(Condition which) {
        return new FixedQuery(attachments()
                .where(ATTACHMENT_
                        .OWNER_TYPE
                        .eq(value("type", ATTACHMENT_.OWNER_TYPE))
                        .and(ATTACHMENT_.OWNER_ID.eq(value("owner", ATTACHMENT_.OWNER_ID)))
                        .and(present())
                        .and(which))
                .orderBy(ATTACHMENT_.UPLOADED_AT, ATTACHMENT_.ID));
    }

    private static Attachment attachment(Record row) {
        return new Attachment(
                row.get(ATTACHMENT_.ID),
                row.get(ATTACHMENT_.OWNER_TYPE),
                row.get(ATTACHMENT_.OWNER_ID),
                row.get(ATTACHMENT_.COMMENT_ID),
                row.get(ATTACHMENT_.INTERNAL),
                row.get(ATTACHMENT_.FILE_NAME),
                row.get(ATTACHMENT_.CONTENT_TYPE),
                row.get(ATTACHMENT_.SIZE),
                row.get(ATTACHMENT_.IMAGE_WIDTH),
                row.get(ATTACHMENT_.IMAGE_HEIGHT),
                row.get(ATTACHMENT_.UPLOADED_BY),
                row.get(ATTACHMENT_.UPLOADED_AT));
    }
}
