/**
 * Finds tickets by what is written on them, in Korean and English: summaries, descriptions, comments, answers, files.
 *
 * <p>{@link TextIndex} is the port behind which the index is, by default PostgreSQL. {@link Search} asks it, and whatever it
 * finds passes the ticket's own gate before anybody sees it. {@link SearchIndex} keeps it in line with the tickets.
 * {@link TextConditions} is for other modules' queries.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "people", "attachment", "desk", "workflow", "ticket"})
package io.maru.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
