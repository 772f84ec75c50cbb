package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.people.Persons;
import io.maru.platform.LocalizedText;
import io.maru.query.ThingNames.Thing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The things that are values of a field, such as persons or statuses, by the names people know them by. */
public interface QueryNames {

    /**
     * A value to choose.
     *
     * @param written as it stands in a query
     * @param explanation to tell things of similar names apart; may be empty
     */
    record Choice(String written, String explanation) {}

    /**
     * Whether a name goes on meaning the same for as long as no {@link io.maru.platform.ReferenceCaches reference cache} forgets
     * anything; ids always do.
     */
    default boolean lasting() {
        return true;
    }

    /** Persons, by name and by address. */
    static QueryNames of(Persons persons) {
        return new PersonNames(persons);
    }

    /** What has no names but those that we give it, by its keys; they are names too. */
    static QueryNames of(Map<String, LocalizedText> names) {
        List<Thing> things = names.entrySet().stream()
                .map(each -> Thing.of(each.getKey(), each.getValue()))
                .toList();
        return new ThingNames(current -> things, false);
    }

    /**
     * The ids of what is called so, in any language and spelling; of all that are, when several are.
     *
     * @return by name; of a name that nothing has, nothing
     */
    Map<String, Set<Object>> called(CurrentPerson current, Collection<String> names);

    /** The thing with this id, as it was kept for a query; empty when there is none any more. */
    Optional<Object> withId(CurrentPerson current, String id);

    /** What a query says for one of them; empty when there is none any more. */
    Optional<String> nameOf(CurrentPerson current, Object id);

    /** What people read for one of them; empty when there is none any more. */
    default String shown(CurrentPerson current, Object id) {
        return nameOf(current, id).orElse("");
    }

    /** An id that is a number, as it stands in a query. */
    static Optional<Long> number(String id) {
        try {
            return Optional.of(Long.valueOf(id));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** Those whose names begin with a text, or have it in them; with an empty one the likeliest. */
    List<Choice> like(CurrentPerson current, String text, int most);

    /**
     * Whether a query that is kept means the very thing, however it will be called, and not whatever has the name. So it is
     * where a name is one thing's, as a person's; every desk has a status of its own that is called "open".
     */
    boolean keptById();
}
