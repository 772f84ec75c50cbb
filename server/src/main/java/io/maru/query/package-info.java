/**
 * The query language: asks for tickets in the words that users of other service desks know (JQL). A text is parsed into
 * {@link io.maru.query.Query}, what it names is looked up and judged by {@link io.maru.query.Checker} into a {@link
 * io.maru.query.Criterion}, and that becomes SQL in {@link io.maru.query.Compiler}. The fields and functions come from {@link
 * io.maru.query.QuerySource}s: this module's own for what every ticket has, other modules' for what they add.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"platform", "platform :: web", "people", "field", "desk", "workflow", "ticket", "search"
        })
package io.maru.query;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
