package io.maru.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** A length of time as a spreadsheet can add it up. */
final class Hours {

    private static final BigDecimal MILLISECONDS = BigDecimal.valueOf(3_600_000);

    private Hours() {}

    static BigDecimal of(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis()).divide(MILLISECONDS, 2, RoundingMode.HALF_UP);
    }
}
