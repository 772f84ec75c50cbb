package io.maru.desk;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a heading; null leaves it as it is.
 *
 * @param position its new place among the desk's headings, from 0
 */
public record RequestTypeGroupChange(
        @Nullable LocalizedText name, @Nullable Integer position) {}
