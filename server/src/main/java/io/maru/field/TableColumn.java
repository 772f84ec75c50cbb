package io.maru.field;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maru.platform.LocalizedText;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table field.
 *
 * @param key names the cells of the column, and never changes; nor does the type
 * @param required whether each row must have a value here
 * @param options of a choice, in the order in which they are offered
 * @param active a column that is not is asked for no more; the rows that have a value keep and show it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TableColumn(
        String key,
        FieldType type,
        LocalizedText name,
        @Nullable Boolean required,
        @Nullable List<FieldOption> options,
        @Nullable Boolean active) {

    /** What a column can hold. */
    static final Set<FieldType> TYPES = EnumSet.of(
            FieldType.SHORT_TEXT,
            FieldType.NUMBER,
            FieldType.DATE,
            FieldType.CHOICE,
            FieldType.CHECKBOX,
            FieldType.PERSON);

    public TableColumn {
        options = options == null
                ? null
                : options.stream().filter(Objects::nonNull).toList();
    }

    boolean isActive() {
        return Objects.requireNonNullElse(active, true);
    }

    /** One that is asked for no more. */
    TableColumn disabled() {
        return new TableColumn(key, type, name, required, options, false);
    }

    TableColumn with(LocalizedText otherName, @Nullable List<FieldOption> otherOptions) {
        return new TableColumn(key, type, otherName, required, otherOptions, active);
    }

    /** A cell of the column as a question of its own, judged and shown as a field of its type. */
    FormField question() {
        FieldDefinition field = new FieldDefinition(
                0,
                null,
                key,
                type,
                name,
                LocalizedText.EMPTY,
                FieldSettings.NONE,
                Objects.requireNonNullElse(options, List.of()),
                false,
                1);
        return new FormField(field, isActive() && Boolean.TRUE.equals(required), name, LocalizedText.EMPTY, null);
    }
}
