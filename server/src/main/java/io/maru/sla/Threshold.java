package io.maru.sla;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A point on the way to the target at which something follows.
 *
 * @param share of the target, in percent, at most 100; exactly one of the two is given
 * @param before how much of the target is left, in milliseconds of the calendar
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Threshold(@Nullable Integer share, @Nullable Long before) {

    /** That the target has passed. */
    public static final Threshold BREACH = new Threshold(100, null);

    /** By which it is known what has been reached already. */
    @JsonIgnore
    public String key() {
        return share != null ? "share:" + share : "before:" + before;
    }

    /** After how much of a target it is reached, in milliseconds; what is longer before than all of it, at once. */
    public long after(long target) {
        return share != null
                ? Math.multiplyExact(target, share) / 100
                : Math.max(0, target - (before == null ? 0 : before));
    }
}
