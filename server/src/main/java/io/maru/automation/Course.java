package io.maru.automation;

import io.maru.expression.ValueType;
import io.maru.people.CurrentPerson;
import io.maru.platform.PlainText;
import io.maru.ticket.TicketProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A run under way: what it knows, and what it has done so far. */
final class Course {

    /** What is kept of a record that is longer. */
    private static final int MOST_RECORDED = 1_000;

    private static final int LONGEST_RECORDED = 2_000;

    final @Nullable Long runId;

    final PublishedRule rule;
    final CurrentPerson person;
    final Occasion occasion;

    /** The key of the ticket that was made last. */
    @Nullable
    String created;

    /** Whether it did anything that stays. */
    boolean acted;

    int actions;

    private final Map<String, Variable> variables = new HashMap<>();
    private final Map<String, TicketProcess.Facts> tickets = new HashMap<>();
    private final Map<String, Map<String, Object>> values = new HashMap<>();
    private final Map<Long, Map<String, ValueType>> names = new HashMap<>();
    private final List<StepRecord> records = new ArrayList<>();

    /**
     * @param runId null for a trial
     * @param person in whose name and with whose rights it goes
     */
    Course(@Nullable Long runId, PublishedRule rule, CurrentPerson person, Occasion occasion) {
        this.runId = runId;
        this.rule = rule;
        this.person = person;
        this.occasion = occasion;
    }

    /** @param internal whether it holds what only those may read who work on the ticket */
    record Variable(String text, boolean internal) {}

    /**
     * With which ticket a step is done.
     *
     * @param key of the ticket; empty for none
     * @param item of the values that it is done for; null when it is not
     */
    record Scope(String key, @Nullable String item) {

        boolean withTicket() {
            return !key.isEmpty();
        }
    }

    void set(String name, Variable variable) {
        variables.put(name, variable);
    }

    Map<String, Variable> variables() {
        return variables;
    }

    /**
     * A ticket as it was when it was first looked at since something was done.
     *
     * @param read reads the ticket with this key
     */
    TicketProcess.Facts ticket(String key, Function<String, TicketProcess.Facts> read) {
        return tickets.computeIfAbsent(key, read);
    }

    /** What names of a ticket stand for, as {@link #ticket} knows it. */
    Map<String, Object> values(String key, Function<String, Map<String, Object>> read) {
        return values.computeIfAbsent(key, read);
    }

    /** What may be named with tickets of a desk. */
    Map<String, ValueType> names(Long deskId, Function<Long, Map<String, ValueType>> read) {
        return names.computeIfAbsent(deskId, read);
    }

    /** Something is done, after which tickets are not what they were. */
    void forgetTickets() {
        tickets.clear();
        values.clear();
    }

    void record(StepRecord record) {
        if (records.size() < MOST_RECORDED) {
            String text = record.text();
            records.add(new StepRecord(
                    record.pointer(),
                    record.ticket(),
                    record.answer(),
                    text == null ? null : PlainText.shortened(text, LONGEST_RECORDED),
                    record.took()));
        }
    }

    List<StepRecord> records() {
        return records;
    }
}
