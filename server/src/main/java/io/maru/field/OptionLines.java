package io.maru.field;

import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Options as lines of text, to be pasted from a spreadsheet: {@code key}, Korean and English name, separated by tabs. What
 * stands under another option is indented by two spaces a level. A line with a name alone keeps the key of the option that
 * is called so, or gets one of its own.
 */
final class OptionLines {

    static final int LENGTH_MAXIMUM = 4_000_000;

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_]{0,62}");
    private static final Pattern LINE = Pattern.compile("\\R");
    private static final Pattern NO_KEY = Pattern.compile("[^a-z0-9]+");

    private OptionLines() {}

    /** Those that are still offered. */
    static String write(List<FieldOption> options) {
        Map<String, Integer> depths = new HashMap<>();
        StringBuilder lines = new StringBuilder();
        for (FieldOption option : options) {
            int depth = option.parent() == null ? 0 : depths.getOrDefault(option.parent(), 0) + 1;
            depths.put(option.key(), depth);
            if (option.active()) {
                lines.repeat("  ", depth)
                        .append(option.key())
                        .append('\t')
                        .append(Objects.requireNonNullElse(option.name().ko(), ""))
                        .append('\t')
                        .append(Objects.requireNonNullElse(option.name().en(), ""))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    /** @param known the options that there are, by whose names keys are found */
    static List<FieldOption> read(String text, List<FieldOption> known, List<Violation> violations) {
        Map<String, String> keysByName = new HashMap<>();
        for (FieldOption option : known) {
            names(option.name()).forEach(name -> keysByName.putIfAbsent(name, option.key()));
        }
        Set<String> taken = known.stream().map(FieldOption::key).collect(Collectors.toCollection(HashSet::new));
        List<FieldOption> options = new ArrayList<>();
        List<String> above = new ArrayList<>();
        String[] lines = LINE.split(text);
        for (int number = 1; number <= lines.length; number++) {
            String line = lines[number - 1];
            if (line.isBlank()) {
                continue;
            }
            int depth = indentation(line);
            if (depth > above.size()) {
                violations.add(Violation.of("/text", "option_line_indented", number));
                continue;
            }
            String[] cells = line.strip().split("\\t", -1);
            LocalizedText name = cells.length == 1
                    ? new LocalizedText(cells[0], null)
                    : new LocalizedText(cells[1].strip(), cells.length > 2 ? cells[2].strip() : null);
            String key = cells.length == 1 ? key(name, keysByName, taken) : cells[0].strip();
            if (cells.length > 3 || !KEY.matcher(key).matches() || name.isEmpty()) {
                violations.add(Violation.of("/text", "option_line_wrong", number));
                continue;
            }
            above.subList(depth, above.size()).clear();
            options.add(new FieldOption(key, name, true, depth == 0 ? null : above.get(depth - 1)));
            above.add(key);
        }
        return options;
    }

    private static int indentation(String line) {
        int spaces = 0;
        while (spaces < line.length() && line.charAt(spaces) == ' ') {
            spaces++;
        }
        return spaces / 2;
    }

    private static List<String> names(LocalizedText name) {
        List<String> names = new ArrayList<>();
        add(names, name.ko());
        add(names, name.en());
        return names;
    }

    private static void add(List<String> names, @Nullable String name) {
        if (name != null) {
            names.add(name);
        }
    }

    private static String key(LocalizedText name, Map<String, String> keysByName, Set<String> taken) {
        String text = Objects.requireNonNull(name.ko());
        String known = keysByName.get(text);
        if (known != null) {
            return known;
        }
        String base =
                NO_KEY.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("_").replaceAll("^_+|_+$", "");
        String key = base.isEmpty() ? "option" : base.substring(0, Math.min(base.length(), 50));
        // The first that is free; what was handed out is not tried again.
        String free = key;
        for (int number = taken.size() + 1; !taken.add(free); number++) {
            free = key + "_" + number;
        }
        return free;
    }
}
