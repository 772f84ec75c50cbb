package io.maru.workflow;

import io.maru.platform.LocalizedText;

/**
 * Where a ticket stands.
 *
 * @param customerName the same in words for the customer
 * @param category never changes for as long as the status exists
 */
public record Status(
        long id,
        long workflowId,
        String key,
        LocalizedText name,
        LocalizedText customerName,
        StatusCategory category) {}
