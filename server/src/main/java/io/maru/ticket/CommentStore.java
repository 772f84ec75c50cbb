package io.maru.ticket;

import static io.maru.db.ticket.Tables.COMMENT;
import static io.maru.db.ticket.Tables.COMMENT_REVISION;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import io.maru.db.ticket.tables.records.CommentRecord;
import io.maru.platform.FixedQuery;
import io.maru.platform.RichText;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** What was said on tickets, with the trace of what was corrected or taken back. */
@Repository
class CommentStore {

    private static final Field<Boolean> QUOTES =
            field(COMMENT.QUOTED.isNotNull()).as("quotes");

    /** What a mail quotes may be long: it is read when somebody asks for it. */
    private static final List<Field<?>> FIELDS = Stream.concat(
                    Arrays.stream(COMMENT.fields()).filter(field -> !field.equals(COMMENT.QUOTED)), Stream.of(QUOTES))
            .toList();

    private static final FixedQuery COMMENTS = comments(noCondition());
    private static final FixedQuery PUBLIC_COMMENTS = comments(COMMENT.INTERNAL.isFalse());

    private static FixedQuery comments(Condition which) {
        return new FixedQuery(select(FIELDS)
                .from(COMMENT)
                .where(COMMENT.TICKET_ID.eq(value("ticket", COMMENT.TICKET_ID)))
                .and(which)
                .orderBy(COMMENT.CREATED_AT, COMMENT.ID));
    }

    private static final FixedQuery INSERT = new FixedQuery(insertInto(COMMENT)
            .set(COMMENT.TICKET_ID, value("ticket", COMMENT.TICKET_ID))
            .set(COMMENT.AUTHOR_ID, value("author", COMMENT.AUTHOR_ID))
            .set(COMMENT.INTERNAL, value("internal", COMMENT.INTERNAL))
            .set(COMMENT.BODY, value("body", COMMENT.BODY))
            .set(COMMENT.BODY_TEXT, value("text", COMMENT.BODY_TEXT))
            .set(COMMENT.CREATED_AT, value("now", COMMENT.CREATED_AT))
            .returningResult(COMMENT.ID));

    private final DSLContext database;

    CommentStore(DSLContext database) {
        this.database = database;
    }

    long insert(long ticketId, long authorId, boolean internal, RichText body, Instant now) {
        Map<String, Object> values = Map.of(
                "ticket", ticketId,
                "author", authorId,
                "internal", internal,
                "body", body.html(),
                "text", body.text(),
                "now", now);
        return INSERT.fetch(database, values).getFirst().get(COMMENT.ID);
    }

    /** Oldest first. */
    List<Comment> of(long ticketId, boolean withInternal) {
        return (withInternal ? COMMENTS : PUBLIC_COMMENTS)
                .fetch(database, Map.of("ticket", ticketId))
                .map(CommentStore::comment);
    }

    Optional<Comment> find(long ticketId, long commentId) {
        return database.select(FIELDS)
                .from(COMMENT)
                .where(COMMENT.ID.eq(commentId).and(COMMENT.TICKET_ID.eq(ticketId)))
                .fetchOptional(CommentStore::comment);
    }

    Optional<Comment> findForUpdate(long ticketId, long commentId) {
        return database.select(FIELDS)
                .from(COMMENT)
                .where(COMMENT.ID.eq(commentId).and(COMMENT.TICKET_ID.eq(ticketId)))
                .forUpdate()
                .fetchOptional(CommentStore::comment);
    }

    void setQuoted(long commentId, RichText quoted) {
        database.update(COMMENT)
                .set(COMMENT.QUOTED, quoted.html())
                .where(COMMENT.ID.eq(commentId))
                .execute();
    }

    /** Nothing when none is kept. */
    Optional<String> quoted(long commentId) {
        return database.select(COMMENT.QUOTED)
                .from(COMMENT)
                .where(COMMENT.ID.eq(commentId))
                .fetchOptional(COMMENT.QUOTED);
    }

    void edit(Comment comment, RichText body, long personId, Instant now) {
        keepRevision(comment, personId, now);
        database.update(COMMENT)
                .set(COMMENT.BODY, body.html())
                .set(COMMENT.BODY_TEXT, body.text())
                .set(COMMENT.VERSION, comment.version() + 1)
                .set(COMMENT.EDITED_AT, now)
                .set(COMMENT.EDITED_BY, personId)
                .where(COMMENT.ID.eq(comment.id()))
                .execute();
    }

    void delete(Comment comment, long personId, Instant now) {
        keepRevision(comment, personId, now);
        database.update(COMMENT)
                .set(COMMENT.BODY, "")
                .set(COMMENT.BODY_TEXT, "")
                .set(COMMENT.VERSION, comment.version() + 1)
                .set(COMMENT.DELETED_AT, now)
                .set(COMMENT.DELETED_BY, personId)
                .where(COMMENT.ID.eq(comment.id()))
                .execute();
    }

    private void keepRevision(Comment comment, long personId, Instant now) {
        database.insertInto(COMMENT_REVISION)
                .set(COMMENT_REVISION.COMMENT_ID, comment.id())
                .set(COMMENT_REVISION.VERSION, comment.version())
                .set(COMMENT_REVISION.BODY, comment.bodyHtml())
                .set(COMMENT_REVISION.REPLACED_AT, now)
                .set(COMMENT_REVISION.REPLACED_BY, personId)
                .execute();
    }

    /** What a comment said before, newest first. */
    List<TicketView.Revision> revisions(long commentId) {
        return database.selectFrom(COMMENT_REVISION)
                .where(COMMENT_REVISION.COMMENT_ID.eq(commentId))
                .orderBy(COMMENT_REVISION.VERSION.desc())
                .fetch(row -> new TicketView.Revision(
                        row.getVersion(), row.getBody(), row.getReplacedAt(), row.getReplacedBy()));
    }

    private static Comment comment(Record found) {
        CommentRecord row = found.into(COMMENT);
        return new Comment(
                row.getId(),
                row.getTicketId(),
                row.getAuthorId(),
                row.getInternal(),
                row.getBody(),
                found.get(QUOTES),
                row.getVersion(),
                row.getCreatedAt(),
                row.getEditedAt(),
                row.getEditedBy(),
                row.getDeletedAt(),
                row.getDeletedBy());
    }
}
