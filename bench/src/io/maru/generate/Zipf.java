package io.maru.generate;

import java.util.Arrays;

/** Ranks of which each is met less often than the one before, as words, desks and customers are. */
final class Zipf {

    private final double[] upTo;

    /** The n-th of them has the weight {@code (n + offset) ^ -exponent}. */
    Zipf(int ranks, double exponent, double offset) {
        upTo = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += StrictMath.pow(rank + 1 + offset, -exponent);
            upTo[rank] = sum;
        }
        for (int rank = 0; rank < ranks; rank++) {
            upTo[rank] /= sum;
        }
    }

    Zipf(int ranks) {
        this(ranks, 1, 0);
    }

    int rank(Dice dice) {
        int found = Arrays.binarySearch(upTo, dice.share());
        return Math.min(upTo.length - 1, found < 0 ? -found - 1 : found + 1);
    }

    /** How much of everything is of this rank, of 1. */
    double share(int rank) {
        return rank == 0 ? upTo[0] : upTo[rank] - upTo[rank - 1];
    }
}
