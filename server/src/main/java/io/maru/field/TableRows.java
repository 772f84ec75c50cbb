package io.maru.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of the rows of a table. Rows have no names: those that stayed as they are, in their order, are found first, and
 * what lies between two of them is compared one by one.
 *
 * @param columns keys of those whose cells are different in the changed rows
 */
record TableRows(int added, int removed, int changed, Set<String> columns) {

    static TableRows between(@Nullable JsonNode before, @Nullable JsonNode after) {
        List<JsonNode> old = rows(before);
        List<JsonNode> now = rows(after);
        int[][] longest = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                longest[i][j] = old.get(i).equals(now.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        Comparison comparison = new Comparison();
        int i = 0;
        int j = 0;
        List<JsonNode> gone = new ArrayList<>();
        List<JsonNode> come = new ArrayList<>();
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
                comparison.add(gone, come);
                gone.clear();
                come.clear();
                i++;
                j++;
            } else if (j == now.size() || i < old.size() && longest[i + 1][j] >= longest[i][j + 1]) {
                gone.add(old.get(i++));
            } else {
                come.add(now.get(j++));
            }
        }
        comparison.add(gone, come);
        return new TableRows(comparison.added, comparison.removed, comparison.changed, comparison.columns);
    }

    private static List<JsonNode> rows(@Nullable JsonNode table) {
        return table == null ? List.of() : table.valueStream().toList();
    }

    private static final class Comparison {

        private int added;
        private int removed;
        private int changed;
        private final Set<String> columns = new TreeSet<>();

        void add(List<JsonNode> gone, List<JsonNode> come) {
            int both = Math.min(gone.size(), come.size());
            changed += both;
            removed += gone.size() - both;
            added += come.size() - both;
            IntStream.range(0, both).forEach(at -> compare(gone.get(at), come.get(at)));
        }

        private void compare(JsonNode before, JsonNode after) {
            Set<String> keys = new TreeSet<>(before.propertyNames());
            keys.addAll(after.propertyNames());
            keys.stream()
                    .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                    .forEach(columns::add);
        }
    }
}
