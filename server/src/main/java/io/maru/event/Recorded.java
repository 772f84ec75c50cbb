package io.maru.event;

/**
 * An application event that is kept for those who follow, too. What it is made of is kept with it: its members only ever become
 * more.
 */
public interface Recorded {

    /** What it is called, such as {@code approval.asked}. */
    String recordedAs();

    long ticketId();
}
