package io.maru.bench;

import java.time.Duration;
import java.util.Arrays;

/** How long each request took. */
final class Samples {

    private long[] nanoseconds = new long[1 << 16];
    private int count;
    private int failed;
    private Duration duration = Duration.ofSeconds(1);

    void add(long nanos, int status) {
        if (status < 200 || status > 299) {
            failed++;
        }
        if (count == nanoseconds.length) {
            nanoseconds = Arrays.copyOf(nanoseconds, count * 2);
        }
        nanoseconds[count++] = nanos;
    }

    void add(Samples others) {
        int total = count + others.count;
        if (total > nanoseconds.length) {
            nanoseconds = Arrays.copyOf(nanoseconds, Math.max(total, nanoseconds.length * 2));
        }
        System.arraycopy(others.nanoseconds, 0, nanoseconds, count, others.count);
        count = total;
        failed += others.failed;
    }

    void took(Duration duration) {
        this.duration = duration;
        Arrays.sort(nanoseconds, 0, count);
    }

    double perSecond() {
        return count / (duration.toNanos() / 1e9);
    }

    double percentile(int percent) {
        return count == 0 ? Double.NaN : nanoseconds[(int) Math.min(count - 1L, (long) count * percent / 100)] / 1e6;
    }

    int count() {
        return count;
    }

    int failed() {
        return failed;
    }
}
