package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.platform.LocalizedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names of things that are few enough to be looked through. */
final class ThingNames implements QueryNames {

    /**
     * @param id a {@link Long} or a {@link String}
     * @param code what it is known by too, such as the key of a desk; may be empty
     * @param offered whether it is still chosen
     * @param parent id of the thing below which it stands; null for none
     */
    record Thing(
            Object id,
            LocalizedText name,
            String code,
            String explanation,
            boolean offered,
            @Nullable Object parent) {

        Thing(Object id, LocalizedText name, String code, String explanation, boolean offered) {
            this(id, name, code, explanation, offered, null);
        }

        static Thing of(Object id, LocalizedText name) {
            return new Thing(id, name, "", "", true);
        }

        /** Keys are names too: they are what programs write. */
        private Stream<String> names() {
            return Stream.of(name.ko(), name.en(), code, id instanceof Long ? null : id.toString())
                    .filter(each -> each != null && !each.isEmpty());
        }
    }

    private final Function<CurrentPerson, List<Thing>> things;
    private final boolean keptById;
    private final boolean cascading;

    ThingNames(Function<CurrentPerson, List<Thing>> things, boolean keptById) {
        this(things, keptById, false);
    }

    /** @param cascading whether some stand below others */
    ThingNames(Function<CurrentPerson, List<Thing>> things, boolean keptById, boolean cascading) {
        this.things = things;
        this.keptById = keptById;
        this.cascading = cascading;
    }

    boolean cascading() {
        return cascading;
    }

    /** These and all that stand below them. */
    Set<Object> within(CurrentPerson current, Collection<Object> ids) {
        Set<Object> within = new LinkedHashSet<>(ids);
        List<Thing> all = things.apply(current);
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Thing thing : all) {
                grown |= thing.parent() != null && within.contains(thing.parent()) && within.add(thing.id());
            }
        }
        return within;
    }

    @Override
    public Map<String, Set<Object>> called(CurrentPerson current, Collection<String> names) {
        Map<String, List<String>> wanted = new HashMap<>();
        names.forEach(name -> wanted.computeIfAbsent(Vocabulary.folded(name), any -> new ArrayList<>())
                .add(name));
        Map<String, Set<Object>> found = new HashMap<>();
        // Each workflow has statuses of its own: thousands of them share a few dozen names.
        Map<String, List<String>> meant = new HashMap<>();
        for (Thing thing : things.apply(current)) {
            thing.names()
                    .flatMap(known ->
                            meant
                                    .computeIfAbsent(
                                            known, any -> wanted.getOrDefault(Vocabulary.folded(known), List.of()))
                                    .stream())
                    .forEach(name -> found.computeIfAbsent(name, any -> new LinkedHashSet<>())
                            .add(thing.id()));
        }
        return found;
    }

    @Override
    public Optional<Object> withId(CurrentPerson current, String id) {
        return things.apply(current).stream()
                .map(Thing::id)
                .filter(known -> known.toString().equals(id))
                .findFirst();
    }

    @Override
    public Optional<String> nameOf(CurrentPerson current, Object id) {
        return things.apply(current).stream()
                .filter(thing -> thing.id().equals(id))
                .findFirst()
                .map(thing -> written(current, thing));
    }

    @Override
    public String shown(CurrentPerson current, Object id) {
        return things.apply(current).stream()
                .filter(thing -> thing.id().equals(id))
                .findFirst()
                .map(thing -> thing.name().in(current.language()))
                .orElse("");
    }

    private static String written(CurrentPerson current, Thing thing) {
        return thing.code().isEmpty() ? thing.name().in(current.language()) : thing.code();
    }

    @Override
    public List<Choice> like(CurrentPerson current, String text, int most) {
        String wanted = Vocabulary.folded(text);
        Map<String, Choice> beginning = new LinkedHashMap<>();
        Map<String, Choice> within = new LinkedHashMap<>();
        for (Thing thing : things.apply(current)) {
            if (!thing.offered()) {
                continue;
            }
            Choice choice = new Choice(written(current, thing), explanation(current, thing));
            List<String> names = thing.names().map(Vocabulary::folded).toList();
            if (names.stream().anyMatch(name -> name.startsWith(wanted))) {
                beginning.putIfAbsent(choice.written(), choice);
            } else if (names.stream().anyMatch(name -> name.contains(wanted))) {
                within.putIfAbsent(choice.written(), choice);
            }
        }
        List<Choice> found = Stream.concat(beginning.values().stream(), within.values().stream())
                .limit(most)
                .toList();
        if (!found.isEmpty() || wanted.isEmpty()) {
            return found;
        }
        Map<String, Choice> all = new HashMap<>();
        things.apply(current)
                .forEach(thing -> all.putIfAbsent(
                        written(current, thing), new Choice(written(current, thing), explanation(current, thing))));
        return Vocabulary.like(text, all.keySet()).stream()
                .limit(most)
                .map(all::get)
                .toList();
    }

    private static String explanation(CurrentPerson current, Thing thing) {
        return thing.code().isEmpty() ? thing.explanation() : thing.name().in(current.language());
    }

    @Override
    public boolean keptById() {
        return keptById;
    }
}
