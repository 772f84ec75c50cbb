package io.maru.platform.web;

import io.maru.platform.Failure;
import io.maru.platform.Invalid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Versions as HTTP says them: {@code ETag} out, {@code If-Match} in. */
public final class Version {

    private Version() {}

    public static String etag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * The version a write is based on.
     *
     * @throws Failure 428 {@code version_required} when the header is missing
     */
    public static long required(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new VersionRequired();
        }
        String digits = ifMatch.startsWith("W/") ? ifMatch.substring(2) : ifMatch;
        try {
            return Long.parseLong(digits.replace("\"", ""));
        } catch (NumberFormatException notAVersion) {
            throw Invalid.at("/If-Match", "wrong_type");
        }
    }

    private static final class VersionRequired extends Failure {
        VersionRequired() {
            super(HttpStatus.PRECONDITION_REQUIRED, "version_required");
        }
    }
}
