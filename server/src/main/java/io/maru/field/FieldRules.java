package io.maru.field;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a field must be like. Each rule answers what is kept, and adds what is wrong with what was given. */
final class FieldRules {

    static final int NAME_LENGTH = 200;
    static final int HELP_LENGTH = 2_000;
    private static final int STATEMENT_LENGTH = 10_000;
    static final int OPTIONS_MAXIMUM = 20_000;
    private static final int OPTIONS_DEPTH_MAXIMUM = 5;

    /** Those no longer asked for included. */
    private static final int COLUMNS_EVER_MAXIMUM = 3 * FieldValues.COLUMNS_MAXIMUM;

    private static final int PATTERN_LENGTH = 500;
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern OPTION_KEY = Pattern.compile("[a-z0-9][a-z0-9_]{0,62}");

    private FieldRules() {}

    static String key(@Nullable String key, List<Violation> violations) {
        if (key == null || key.isEmpty()) {
            violations.add(Violation.of("/key", "required"));
            return "";
        }
        if (!KEY.matches(key)) {
            violations.add(Violation.of("/key", "key_form"));
        }
        return key;
    }

    static List<FieldOption> options(FieldType type, List<@Nullable FieldOption> given, List<Violation> violations) {
        return options(type, given, "/options", OPTIONS_MAXIMUM, violations);
    }

    private static List<FieldOption> options(
            FieldType type,
            List<? extends @Nullable FieldOption> given,
            String at,
            int most,
            List<Violation> violations) {
        if (!type.hasOptions()) {
            if (!given.isEmpty()) {
                violations.add(Violation.of(at, "not_applicable"));
            }
            return List.of();
        }
        if (given.isEmpty()) {
            violations.add(Violation.of(at, "required"));
        }
        if (given.size() > most) {
            violations.add(Violation.of(at, "too_many_options", most));
            return List.of();
        }
        List<FieldOption> kept = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String pointer = at + "/" + i;
            FieldOption option = given.get(i);
            if (option == null || option.key() == null || option.key().isEmpty()) {
                violations.add(Violation.of(pointer + "/key", "required"));
                continue;
            }
            if (!OPTION_KEY.matches(option.key())) {
                violations.add(Violation.of(pointer + "/key", "key_form"));
            } else if (!keys.add(option.key())) {
                violations.add(Violation.of(pointer + "/key", "duplicate"));
            }
            LocalizedText name = LocalizedText.name(option.name(), NAME_LENGTH, pointer + "/name", violations);
            kept.add(new FieldOption(option.key(), name, option.active(), option.parent()));
        }
        checkParents(kept, at, violations);
        return kept;
    }

    /** An option that was left out has been chosen by somebody: it stays, and cannot be chosen any more. */
    static List<FieldOption> withoutLoss(List<FieldOption> known, List<FieldOption> given) {
        Map<String, FieldOption> kept = new LinkedHashMap<>();
        given.forEach(option -> kept.put(option.key(), option));
        known.forEach(option ->
                kept.putIfAbsent(option.key(), new FieldOption(option.key(), option.name(), false, option.parent())));
        return List.copyOf(kept.values());
    }

    /** Settings whose columns are the known ones too: there are rows with cells of theirs. */
    static FieldSettings withoutLoss(FieldSettings known, FieldSettings given, List<Violation> violations) {
        if (known.tableColumns().isEmpty() || given.columns() == null) {
            return given;
        }
        Map<String, TableColumn> before = new HashMap<>();
        known.tableColumns().forEach(column -> before.put(column.key(), column));
        Map<String, TableColumn> kept = new LinkedHashMap<>();
        List<TableColumn> columns = given.columns();
        for (int i = 0; i < columns.size(); i++) {
            TableColumn column = columns.get(i);
            TableColumn was = before.get(column.key());
            if (was != null && was.type() != column.type()) {
                violations.add(Violation.of("/settings/columns/" + i + "/type", "column_type_fixed"));
            }
            // Mistakes in it are told afterwards, so that two columns with one key are still two.
            kept.put(
                    kept.containsKey(column.key()) ? column.key() + "/" + i : column.key(),
                    was == null || was.options() == null || column.options() == null
                            ? column
                            : column.with(column.name(), withoutLoss(was.options(), column.options())));
        }
        known.tableColumns().forEach(column -> kept.putIfAbsent(column.key(), column.disabled()));
        return given.withColumns(List.copyOf(kept.values()));
    }

    /** An option stands under one that comes before it, so that none can stand under itself. */
    private static void checkParents(List<FieldOption> options, String at, List<Violation> violations) {
        Map<String, Integer> depths = new HashMap<>();
        for (int i = 0; i < options.size(); i++) {
            String parent = options.get(i).parent();
            Integer above = parent == null ? Integer.valueOf(0) : depths.get(parent);
            if (above == null) {
                violations.add(Violation.of(at + "/" + i + "/parent", "option_parent_unknown", String.valueOf(parent)));
            } else if (above >= OPTIONS_DEPTH_MAXIMUM) {
                violations.add(Violation.of(at + "/" + i + "/parent", "options_too_deep", OPTIONS_DEPTH_MAXIMUM));
            }
            depths.put(options.get(i).key(), above == null ? 1 : above + 1);
        }
    }

    static void settings(FieldType type, FieldSettings given, List<Violation> violations) {
        boolean text = type == FieldType.SHORT_TEXT || type == FieldType.LONG_TEXT;
        boolean number = type == FieldType.NUMBER;
        boolean day = type == FieldType.DATE || type == FieldType.DATE_TIME;
        int longest = type == FieldType.SHORT_TEXT ? FieldValues.SHORT_TEXT_MAXIMUM : FieldValues.LONG_TEXT_MAXIMUM;
        within(given.minimumLength(), 0, longest, text, "minimumLength", violations);
        within(given.maximumLength(), 1, longest, text || type == FieldType.RICH_TEXT, "maximumLength", violations);
        within(
                given.decimals(),
                0,
                FieldValues.DECIMALS_MAXIMUM,
                number || type == FieldType.COMPUTED,
                "decimals",
                violations);
        within(
                given.maximumChoices(),
                1,
                FieldValues.CHOICES_MAXIMUM,
                type == FieldType.MULTI_CHOICE || type == FieldType.PERSONS,
                "maximumChoices",
                violations);
        within(given.maximumFiles(), 1, FieldValues.FILES_MAXIMUM, type == FieldType.FILE, "maximumFiles", violations);
        pattern(given.pattern(), text || type == FieldType.URL || type == FieldType.EMAIL, violations);
        if (type == FieldType.DURATION) {
            duration(given.minimum(), "minimum", violations);
            duration(given.maximum(), "maximum", violations);
        } else {
            bound(given.minimum(), number, "minimum", violations);
            bound(given.maximum(), number, "maximum", violations);
        }
        applicable(given.statement(), type == FieldType.CONSENT, "statement", violations);
        applicable(given.formula(), type == FieldType.COMPUTED, "formula", violations);
        applicable(given.result(), type == FieldType.COMPUTED, "result", violations);
        if (given.statement() != null) {
            LocalizedText.text(given.statement(), STATEMENT_LENGTH, "/settings/statement", violations);
        }
        if (given.rule() != null) {
            LocalizedText.name(given.rule().message(), NAME_LENGTH, "/settings/rule/message", violations);
        }
        currencies(given.currencies(), type == FieldType.MONEY, violations);
        boolean table = type == FieldType.TABLE;
        columns(given.columns(), table, violations);
        within(given.minimumRows(), 0, FieldValues.ROWS_MAXIMUM, table, "minimumRows", violations);
        within(given.maximumRows(), 1, FieldValues.ROWS_MAXIMUM, table, "maximumRows", violations);
        inOrder(given.minimumRows(), given.maximumRows(), "maximumRows", violations);
        LocalDate earliest = date(given.earliest(), day, "earliest", violations);
        LocalDate latest = date(given.latest(), day, "latest", violations);
        inOrder(given.minimumLength(), given.maximumLength(), "maximumLength", violations);
        inOrder(given.minimum(), given.maximum(), "maximum", violations);
        inOrder(earliest, latest, "latest", violations);
    }

    private static void columns(@Nullable List<TableColumn> given, boolean applicable, List<Violation> violations) {
        String at = "/settings/columns";
        if (!applicable) {
            if (given != null) {
                violations.add(Violation.of(at, "not_applicable"));
            }
            return;
        }
        List<TableColumn> columns = given == null ? List.of() : given;
        long active = columns.stream().filter(TableColumn::isActive).count();
        if (active == 0) {
            violations.add(Violation.of(at, "required"));
        }
        if (active > FieldValues.COLUMNS_MAXIMUM || columns.size() > COLUMNS_EVER_MAXIMUM) {
            violations.add(Violation.of(at, "too_many_columns", FieldValues.COLUMNS_MAXIMUM));
            return;
        }
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            TableColumn column = columns.get(i);
            String pointer = at + "/" + i;
            if (!KEY.matches(column.key())) {
                violations.add(Violation.of(pointer + "/key", "key_form"));
            } else if (!keys.add(column.key())) {
                violations.add(Violation.of(pointer + "/key", "duplicate"));
            }
            if (!TableColumn.TYPES.contains(column.type())) {
                violations.add(Violation.of(pointer + "/type", "choice_unknown"));
            }
            LocalizedText.name(column.name(), NAME_LENGTH, pointer + "/name", violations);
            options(
                    column.type(),
                    column.options() == null ? List.of() : column.options(),
                    pointer + "/options",
                    FieldDefinition.FEW_OPTIONS,
                    violations);
        }
    }

    /** What some types must say, and others cannot. */
    private static void applicable(
            @Nullable Object value, boolean applicable, String name, List<Violation> violations) {
        boolean missing = value == null || value instanceof LocalizedText text && text.isEmpty();
        if (applicable && missing) {
            violations.add(Violation.of("/settings/" + name, "required"));
        } else if (!applicable && value != null) {
            violations.add(Violation.of("/settings/" + name, "not_applicable"));
        }
    }

    private static void within(
            @Nullable Integer value, int least, int most, boolean applicable, String name, List<Violation> violations) {
        if (value == null) {
            return;
        }
        if (!applicable) {
            violations.add(Violation.of("/settings/" + name, "not_applicable"));
        } else if (value < least || value > most) {
            violations.add(Violation.of("/settings/" + name, "out_of_bounds", least, most));
        }
    }

    private static void bound(@Nullable BigDecimal value, boolean applicable, String name, List<Violation> violations) {
        if (value == null) {
            return;
        }
        if (!applicable) {
            violations.add(Violation.of("/settings/" + name, "not_applicable"));
        } else if (value.abs().compareTo(FieldValues.NUMBER_MAXIMUM) > 0
                || value.scale() > FieldValues.DECIMALS_MAXIMUM) {
            violations.add(Violation.of(
                    "/settings/" + name,
                    "out_of_bounds",
                    FieldValues.NUMBER_MAXIMUM.negate(),
                    FieldValues.NUMBER_MAXIMUM));
        }
    }

    private static void duration(@Nullable BigDecimal value, String name, List<Violation> violations) {
        if (value == null) {
            return;
        }
        BigDecimal longest = BigDecimal.valueOf(FieldValues.DURATION_MAXIMUM.toMillis());
        if (value.signum() < 0 || value.compareTo(longest) > 0) {
            violations.add(Violation.of("/settings/" + name, "out_of_bounds", 0, longest));
        } else if (value.remainder(BigDecimal.valueOf(FieldValues.MINUTE)).signum() != 0) {
            violations.add(Violation.of("/settings/" + name, "duration_not_in_minutes"));
        }
    }

    private static void currencies(@Nullable List<String> codes, boolean applicable, List<Violation> violations) {
        if (!applicable) {
            if (codes != null) {
                violations.add(Violation.of("/settings/currencies", "not_applicable"));
            }
        } else if (codes == null || codes.isEmpty()) {
            violations.add(Violation.of("/settings/currencies", "required"));
        } else if (!codes.stream().allMatch(Money::canBeCounted)) {
            violations.add(Violation.of("/settings/currencies", "currency_unknown"));
        } else if (codes.stream().distinct().count() < codes.size()) {
            violations.add(Violation.of("/settings/currencies", "duplicate"));
        }
    }

    private static void pattern(@Nullable String pattern, boolean applicable, List<Violation> violations) {
        if (pattern == null) {
            return;
        }
        if (!applicable) {
            violations.add(Violation.of("/settings/pattern", "not_applicable"));
            return;
        }
        if (pattern.length() > PATTERN_LENGTH) {
            violations.add(Violation.of("/settings/pattern", "too_long", PATTERN_LENGTH));
            return;
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            violations.add(Violation.of("/settings/pattern", "pattern_unreadable", wrong.getDescription()));
        }
    }

    private static @Nullable LocalDate date(
            @Nullable String date, boolean applicable, String name, List<Violation> violations) {
        if (date == null) {
            return null;
        }
        if (!applicable) {
            violations.add(Violation.of("/settings/" + name, "not_applicable"));
            return null;
        }
        if (date.equals(FieldSettings.TODAY)) {
            return null;
        }
        try {
            return LocalDate.parse(date);
        } catch (DateTimeException notADate) {
            violations.add(Violation.of("/settings/" + name, "date_unreadable"));
            return null;
        }
    }

    private static <T extends Comparable<? super T>> void inOrder(
            @Nullable T least, @Nullable T most, String name, List<Violation> violations) {
        if (least != null && most != null && least.compareTo(most) > 0) {
            violations.add(Violation.of("/settings/" + name, "bounds_reversed"));
        }
    }
}
