package io.maru.workflow;

import io.maru.people.PersonReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as it is being edited.
 *
 * @param version counts saves, from 1; 0 while it is what is published
 * @param publishedVersion what it will take the place of
 */
public record WorkflowDraft(
        long workflowId,
        WorkflowDefinition definition,
        long version,
        int publishedVersion,
        @Nullable PersonReference editedBy,
        @Nullable Instant editedAt) {}
