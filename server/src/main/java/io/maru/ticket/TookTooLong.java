package io.maru.ticket;

import io.maru.platform.Failure;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** A question was so wide that the database gave up before it had the answer. Answered with 422. */
public final class TookTooLong extends Failure {

    public TookTooLong(Duration patience) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "took_too_long", patience.toSeconds());
    }
}
