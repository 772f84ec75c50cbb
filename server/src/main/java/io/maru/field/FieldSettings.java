package io.maru.field;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.expression.ValueType;
import io.maru.platform.LocalizedText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a field; each applies to some types only and is absent where it bounds nothing.
 *
 * @param minimumLength in Unicode characters (short and long text)
 * @param maximumLength in Unicode characters (short and long text)
 * @param pattern a regular expression that the whole text must match (short and long text, web and email address)
 * @param minimum smallest number; shortest duration in milliseconds
 * @param maximum largest number; longest duration in milliseconds
 * @param decimals most digits after the decimal point; 0 for whole numbers
 * @param earliest a date ({@code 2026-11-21}), or {@code today} of the person who answers (date and date-time)
 * @param latest as {@code earliest}
 * @param maximumChoices most options that may be chosen (multi-choice)
 * @param maximumFiles most files that may be attached (file)
 * @param currencies ISO 4217 codes of the currencies that may be chosen; the first is offered first (money)
 * @param statement what one agrees to (consent)
 * @param formula an expression over other fields (computed)
 * @param result what the formula yields (computed)
 * @param rule what an answer must be like beyond these bounds
 * @param columns of a table, in their order; those no longer asked for are among them
 * @param minimumRows least rows of a table that is answered
 * @param maximumRows most rows of a table
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldSettings(
        @Nullable Integer minimumLength,
        @Nullable Integer maximumLength,
        @Nullable String pattern,
        @Nullable BigDecimal minimum,
        @Nullable BigDecimal maximum,
        @Nullable Integer decimals,
        @Nullable String earliest,
        @Nullable String latest,
        @Nullable Integer maximumChoices,
        @Nullable Integer maximumFiles,
        @Nullable List<String> currencies,
        @Nullable LocalizedText statement,
        @Nullable String formula,
        @Nullable Result result,
        @Nullable Rule rule,
        @Nullable List<TableColumn> columns,
        @Nullable Integer minimumRows,
        @Nullable Integer maximumRows) {

    public FieldSettings {
        columns = columns == null
                ? null
                : columns.stream().filter(Objects::nonNull).toList();
    }

    public static final FieldSettings NONE =
            new FieldSettings(null, null, null, null, null, null, null, null, null, null, null);

    /** What a computed field yields. */
    public enum Result {
        NUMBER,
        TEXT,
        TRUTH;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Result of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }

        Set<ValueType> types() {
            return switch (this) {
                case NUMBER -> Set.of(ValueType.NUMBER, ValueType.WHOLE);
                case TEXT -> Set.of(ValueType.TEXT);
                case TRUTH -> Set.of(ValueType.TRUTH);
            };
        }
    }

    /**
     * What an answer must be like beyond its bounds.
     *
     * @param expression over the field alone; an answer for which it is false is refused
     * @param message said then
     */
    public record Rule(String expression, @Nullable LocalizedText message) {}

    /** Bounds alone. */
    public FieldSettings(
            @Nullable Integer minimumLength,
            @Nullable Integer maximumLength,
            @Nullable String pattern,
            @Nullable BigDecimal minimum,
            @Nullable BigDecimal maximum,
            @Nullable Integer decimals,
            @Nullable String earliest,
            @Nullable String latest,
            @Nullable Integer maximumChoices,
            @Nullable Integer maximumFiles,
            @Nullable List<String> currencies) {
        this(
                minimumLength,
                maximumLength,
                pattern,
                minimum,
                maximum,
                decimals,
                earliest,
                latest,
                maximumChoices,
                maximumFiles,
                currencies,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The word for the day on which the form is answered. */
    public static final String TODAY = "today";

    public static FieldSettings length(int minimum, int maximum) {
        return new FieldSettings(minimum, maximum, null, null, null, null, null, null, null, null, null);
    }

    public static FieldSettings range(
            @Nullable BigDecimal minimum, @Nullable BigDecimal maximum, @Nullable Integer decimals) {
        return new FieldSettings(null, null, null, minimum, maximum, decimals, null, null, null, null, null);
    }

    public static FieldSettings currencies(String... codes) {
        return new FieldSettings(null, null, null, null, null, null, null, null, null, null, List.of(codes));
    }

    public static FieldSettings between(@Nullable String earliest, @Nullable String latest) {
        return new FieldSettings(null, null, null, null, null, null, earliest, latest, null, null, null);
    }

    public static FieldSettings choices(int maximum) {
        return new FieldSettings(null, null, null, null, null, null, null, null, maximum, null, null);
    }

    public static FieldSettings table(List<TableColumn> columns, int minimumRows, int maximumRows) {
        return NONE.withTable(columns, minimumRows, maximumRows);
    }

    /** The same with other columns. */
    FieldSettings withColumns(List<TableColumn> others) {
        return withTable(others, minimumRows, maximumRows);
    }

    private FieldSettings withTable(List<TableColumn> others, @Nullable Integer fewest, @Nullable Integer most) {
        return new FieldSettings(
                minimumLength,
                maximumLength,
                pattern,
                minimum,
                maximum,
                decimals,
                earliest,
                latest,
                maximumChoices,
                maximumFiles,
                currencies,
                statement,
                formula,
                result,
                rule,
                List.copyOf(others),
                fewest,
                most);
    }

    /** Of a table; none of other fields. */
    public List<TableColumn> tableColumns() {
        return columns == null ? List.of() : columns;
    }

    /** As many files as may be attached at most. */
    public int mostFiles() {
        return Objects.requireNonNullElse(maximumFiles, FieldValues.FILES_MAXIMUM);
    }

    public static FieldSettings files(int maximum) {
        return new FieldSettings(null, null, null, null, null, null, null, null, null, maximum, null);
    }
}
