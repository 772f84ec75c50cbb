package io.maru.people.web;

import io.maru.people.Person;
import io.maru.people.PersonReference;
import io.maru.people.Theme;
import io.maru.platform.Language;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person as those who administer people see them. */
record PersonResource(
        long id,
        String email,
        String displayName,
        Language language,
        String timeZone,
        boolean active,
        boolean administrator,
        @Nullable PersonReference manager,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** @param manager who leads them, as somebody to be shown */
    static PersonResource of(Person person, @Nullable PersonReference manager) {
        return new PersonResource(
                person.id(),
                person.email(),
                person.displayName(),
                person.language(),
                person.timeZone().getId(),
                person.active(),
                person.administrator(),
                manager,
                person.version(),
                person.createdAt(),
                person.updatedAt());
    }

    /** A person as they see themselves. */
    record Self(
            long id, String email, String displayName, Language language, String timeZone, Theme theme, long version) {

        static Self of(Person person) {
            return new Self(
                    person.id(),
                    person.email(),
                    person.displayName(),
                    person.language(),
                    person.timeZone().getId(),
                    person.theme(),
                    person.version());
        }
    }
}
