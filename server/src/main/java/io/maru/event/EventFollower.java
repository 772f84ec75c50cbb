package io.maru.event;

/** What follows from events. Spring beans of any module. */
public interface EventFollower {

    /** By which it is known for ever. */
    String key();

    /**
     * Whether it will follow this; asked in the transaction in which it happens, and so without a look at the database.
     *
     * @param content as it was published
     */
    boolean follows(String kind, Object content);

    /**
     * Follows an event, in a transaction of its own: what it writes there is written once. What leaves the database it is to leave to
     * somebody who does that later. When it fails, all that it wrote is undone, and it comes again.
     */
    void follow(Event event);
}
