package io.maru.workflow;

/** Where a status stands in the diagram of its workflow: its upper left corner, in pixels at the diagram's own scale. */
public record Position(int x, int y) {}
