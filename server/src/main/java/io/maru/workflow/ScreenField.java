package io.maru.workflow;

/**
 * Something a transition asks for.
 *
 * @param field {@code resolution}, {@code assignee} or the key of a field
 */
public record ScreenField(String field, boolean required) {}
