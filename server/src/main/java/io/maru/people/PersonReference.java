package io.maru.people;

import org.jspecify.annotations.Nullable;

/**
 * A person as others see them beside something they did.
 *
 * @param email only for those who may see it; null on the customers' side
 */
public record PersonReference(
        long id, String displayName, @Nullable String email) {

    public PersonReference withoutEmail() {
        return new PersonReference(id, displayName, null);
    }
}
