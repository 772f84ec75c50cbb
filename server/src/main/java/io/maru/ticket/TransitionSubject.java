package io.maru.ticket;

import io.maru.field.FieldDefinition;
import io.maru.field.FieldType;
import io.maru.people.CurrentPerson;
import io.maru.workflow.StatusCategory;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A ticket on which somebody may take a transition, as its rules see it: with what was entered, once it was. */
public interface TransitionSubject {

    /** Who takes the transition, or looks whether they could. */
    CurrentPerson actor();

    /** Of the ticket. */
    long id();

    /** Keys of the roles that the actor has on the desk, also through a group. */
    Set<String> roles();

    String key();

    long deskId();

    /** Now, in the time zone of the actor. */
    ZonedDateTime now();

    /** The value of a field of the desk, or of {@code assignee}, {@code reporter}, {@code resolution}; null for none. */
    @Nullable
    JsonNode value(String field);

    /** What kind of value a field holds; null when there is no such field any more. */
    @Nullable
    FieldType typeOf(String field);

    /** What a field is called, in the actor's language. */
    String label(String field);

    /** A value of a field in the actor's words. */
    String display(String field, @Nullable JsonNode value);

    Set<Long> participantIds();

    /** The fields that the desk's tickets can have. */
    List<FieldDefinition> fields();

    /**
     * What names of an expression stand for: {@link TransitionExpressions}.
     *
     * @param names those that are used; others need not be there
     */
    Map<String, Object> expressionValues(Set<String> names);

    /** Keys of the statuses in which the ticket was before it came into the one it is in. */
    Set<String> formerStatuses();

    /** The other ends of its links, whether the actor may see them or not. */
    List<Linked> linked();

    /** @param outward whether the type reads from this ticket to the other */
    record Linked(LinkType type, boolean outward, StatusCategory category) {}
}
