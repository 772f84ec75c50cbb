package io.maru.support;

import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;

/**
 * A person made for a test.
 *
 * @param api speaks to the server as this person, signed in by a session
 * @param current this person for calling use cases directly, with the rights held when they were made
 */
public record TestPerson(long id, String email, String displayName, Api api, CurrentPerson current) {

    /** As agents see them. */
    public PersonReference reference() {
        return new PersonReference(id, displayName, email);
    }
}
