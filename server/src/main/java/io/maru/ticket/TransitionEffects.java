package io.maru.ticket;

import io.maru.desk.TicketType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a post-function can do to the ticket. All of it is part of the transition: the same transaction, the same version.
 * What cannot stand, because an option was withdrawn or a person has left since the workflow was published, is left out: a
 * ticket is not stuck for it.
 */
public interface TransitionEffects extends TransitionSubject {

    long workflowId();

    /** Key of the transition. */
    String transition();

    /** A text about the ticket that stands for {@code {{name}}} in a template. */
    String placeholder(String name);

    /** Sets or clears a field that can be on a form; not files. */
    void set(String field, @Nullable JsonNode value);

    /** @param personId somebody who works on the desk, or null for nobody */
    void assign(@Nullable Long personId);

    /** @param text plain */
    void comment(String text, boolean internal);

    void watch(long personId);

    void participate(long personId);

    /** Makes another ticket on the same desk, linked to this one; reported by whoever takes the transition. */
    void create(NewLinkedTicket ticket);

    /** Lets linked tickets take a transition of their own workflow afterwards: {@link LinkedTransitions}. */
    void follow(LinkedStep step);

    /**
     * @param outward whether the link reads from this ticket to the other; null for either way
     * @param transition its key
     */
    record LinkedStep(LinkType link, @Nullable Boolean outward, String transition) {}

    /**
     * @param description plain
     * @param link how this ticket relates to the new one
     */
    record NewLinkedTicket(TicketType type, String summary, String description, LinkType link) {}
}
