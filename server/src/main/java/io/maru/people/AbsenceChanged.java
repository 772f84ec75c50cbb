package io.maru.people;

/** When somebody is away, or who stands in for them, was changed. Published in the writing transaction. */
public record AbsenceChanged(long personId) {}
