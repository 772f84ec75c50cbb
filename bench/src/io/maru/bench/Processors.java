package io.maru.bench;

import java.time.Duration;

/** Processor time, which says more than a rate does when other programs share the machine. */
record Processors(Duration server, Duration database, Duration client) {

    Processors since(Processors before) {
        return new Processors(
                server.minus(before.server), database.minus(before.database), client.minus(before.client));
    }

    /** Milliseconds of each for one of so many requests. */
    String each(int requests) {
        return "%5.2f %5.2f %5.2f"
                .formatted(milliseconds(server, requests), milliseconds(database, requests), milliseconds(client, requests));
    }

    private static double milliseconds(Duration time, int requests) {
        return time.toNanos() / 1e6 / Math.max(1, requests);
    }
}
