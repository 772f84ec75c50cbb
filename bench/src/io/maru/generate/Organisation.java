package io.maru.generate;

import java.util.List;

/**
 * Who works where, by ids.
 *
 * @param agents those who work on desks, the first of them on the largest
 * @param customers everybody else
 * @param teams of the desks, in the order of their size
 * @param files that can be attached, which the product has taken already
 */
record Organisation(
        List<Desk> desks, long[] agents, long[] customers, long[] teams, long[] departments, List<File> files) {

    /**
     * @param agents who work on it
     * @param members who may ask there; null when everybody may
     */
    record Desk(
            long id,
            String key,
            Words.Trade trade,
            long team,
            long[] agents,
            long[] members,
            List<Landscape.Kind> offered,
            List<Landscape.Kind> kept) {}

    /** @param width 0 when it is no picture */
    record File(String name, String contentType, long size, byte[] sha256, int width, int height) {}
}
