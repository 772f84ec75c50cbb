package io.maru.ticket;

/** A link as seen from one of its ends. */
record Link(long id, LinkType type, boolean outward, String key, String summary, long statusId) {}
