package io.maru.people;

/** What a person is to the installation ({@code ADMINISTRATOR}) or to one desk (the others). */
public enum Role {
    ADMINISTRATOR,
    DESK_MANAGER,
    AGENT,
    COLLABORATOR,
    CUSTOMER;

    /** As in the database and on the wire: lower snake case. */
    @com.fasterxml.jackson.annotation.JsonValue
    public String key() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Role of(String key) {
        return valueOf(key.toUpperCase(java.util.Locale.ROOT));
    }
}
