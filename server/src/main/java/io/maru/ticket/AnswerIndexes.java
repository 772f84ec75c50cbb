package io.maru.ticket;

import io.maru.field.AnswerKind;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldIndex;
import io.maru.field.FieldIndexes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the indexes over the answers to marked fields, and drops those that nobody wants any more. Each is made without holding
 * up anybody who writes tickets, and so outside of transactions: what a killed server leaves behind is an index that is not valid,
 * which is dropped and made again.
 */
@Component
class AnswerIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerIndexes.class);

    private static final String PREFIX = "answer_";

    private static final Field<JSONB> ANSWERS = DSL.field(DSL.name("field_values"), JSONB.class);

    private final DSLContext database;
    private final FieldIndexes fields;

    AnswerIndexes(DSLContext database, FieldIndexes fields) {
        this.database = database;
        this.fields = fields;
    }

    /** @param definition after which it was made; null when nobody got as far as to say so */
    private record Existing(boolean valid, @Nullable String definition) {}

    /** Brings the indexes into line with the marks. While another server does so, nothing happens here. */
    void bringInLine() {
        database.connection(connection -> {
            DSLContext alone = DSL.using(connection, SQLDialect.POSTGRES);
            // Held by the connection, so that what a killed server began is waited for and not begun twice.
            if (!alone.fetchSingle("select pg_try_advisory_lock(hashtext('ticket.answer_index'))")
                    .into(Boolean.class)) {
                return;
            }
            try {
                bringInLine(alone);
            } finally {
                alone.fetch("select pg_advisory_unlock(hashtext('ticket.answer_index'))");
            }
        });
    }

    private void bringInLine(DSLContext alone) {
        List<FieldDefinition> marked = fields.marked();
        Map<String, Existing> existing = existing(alone);
        Set<String> unwanted = new HashSet<>(existing.keySet());
        marked.forEach(field -> unwanted.remove(name(field)));
        unwanted.forEach(name -> drop(alone, name));
        for (FieldDefinition field : marked) {
            Existing index = existing.get(name(field));
            FieldIndex.State state = Objects.requireNonNull(field.index()).state();
            if (index != null
                    && index.valid()
                    && definition(alone.configuration(), field).equals(index.definition())) {
                if (state != FieldIndex.State.READY) {
                    fields.tell(field, FieldIndex.State.READY, null);
                }
            } else if (state != FieldIndex.State.FAILED) {
                make(alone, field, index != null);
            }
        }
    }

    private void make(DSLContext alone, FieldDefinition field, boolean leftBehind) {
        fields.tell(field, FieldIndex.State.BUILDING, null);
        String name = name(field);
        String definition = definition(alone.configuration(), field);
        try {
            if (leftBehind) {
                drop(alone, name);
            }
            alone.execute("create index concurrently " + name + " on ticket.ticket " + definition);
            alone.execute("comment on index ticket." + name + " is " + alone.renderInlined(DSL.inline(definition)));
        } catch (DataAccessException failed) {
            LOG.error("The index over the answers to the field {} could not be made", field.key(), failed);
            drop(alone, name);
            Throwable cause = failed.getCause();
            fields.tell(field, FieldIndex.State.FAILED, String.valueOf((cause == null ? failed : cause).getMessage()));
            return;
        }
        fields.tell(field, FieldIndex.State.READY, null);
    }

    private static void drop(DSLContext alone, String name) {
        alone.execute("drop index concurrently if exists ticket." + name);
    }

    private static Map<String, Existing> existing(DSLContext alone) {
        Map<String, Existing> existing = new HashMap<>();
        alone.fetch("""
                        select c.relname, i.indisvalid, obj_description(c.oid, 'pg_class')
                        from pg_index i join pg_class c on c.oid = i.indexrelid
                        where i.indrelid = 'ticket.ticket'::regclass and c.relname ~ '^answer_[0-9]+$'
                        """)
                .forEach(row -> existing.put(
                        row.get(0, String.class), new Existing(row.get(1, Boolean.class), row.get(2, String.class))));
        return existing;
    }

    private static String name(FieldDefinition field) {
        return PREFIX + field.id();
    }

    /** What an index is over, as SQL: of several values each, of others their order. */
    private static String definition(Configuration configuration, FieldDefinition field) {
        AnswerExpression answer = AnswerExpression.of(field, ANSWERS).orElseThrow();
        DSLContext sql = DSL.using(configuration);
        String value = sql.renderInlined(answer.value());
        String columns =
                answer.kind() == AnswerKind.SEVERAL ? "using gin (" + value + " jsonb_path_ops)" : "((" + value + "))";
        return columns + " where " + sql.renderInlined(answer.present());
    }
}
