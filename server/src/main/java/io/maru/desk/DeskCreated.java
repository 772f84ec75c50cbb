package io.maru.desk;

/** A desk was made; published inside the transaction that makes it. */
public record DeskCreated(long deskId) {}
