package io.maru.sla;

import io.maru.platform.LocalizedText;

/**
 * A policy as it was published.
 *
 * @param version the number of what was published
 */
record Policy(long id, LocalizedText name, int version, PolicyDefinition definition) {}
