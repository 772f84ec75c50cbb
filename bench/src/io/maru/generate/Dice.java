package io.maru.generate;

import java.util.List;
import java.util.SplittableRandom;

/** Chance that comes out the same for the same seed, on every machine. */
final class Dice {

    private final SplittableRandom random;

    /** @param number of what is thrown for: neighbours have nothing in common */
    Dice(long seed, long number) {
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    double share() {
        return random.nextDouble();
    }

    /** From the first to the last, both possible. */
    int between(int first, int last) {
        return first + random.nextInt(last - first + 1);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long bits() {
        return random.nextLong();
    }

    <T> T of(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    long of(long[] numbers) {
        return numbers[random.nextInt(numbers.length)];
    }

    /** A stretch as work takes it: half are shorter than the median, some many times longer. */
    double stretch(double median, double spread) {
        double bell = (share() + share() + share() + share() - 2) * 1.7320508;
        // Strict, so that no compiler's own exponential makes another last digit.
        return median * StrictMath.exp(spread * bell);
    }
}
