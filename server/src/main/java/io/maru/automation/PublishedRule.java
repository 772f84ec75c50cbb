package io.maru.automation;

import io.maru.platform.LocalizedText;

/**
 * A rule as it was published.
 *
 * @param version the number of what was published
 * @param runAsId in whose name it runs
 */
record PublishedRule(long id, LocalizedText name, int version, long runAsId, RuleDefinition definition) {

    /** By which a chain of causes names it. */
    String cause() {
        return "automation:" + id;
    }
}
