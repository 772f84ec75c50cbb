package io.maru.platform;

import java.util.Map;
import org.springframework.http.HttpStatus;

/** The write was based on a version that somebody has changed since. */
public final class StaleVersion extends Failure {

    private final long currentVersion;

    public StaleVersion(long currentVersion) {
        super(HttpStatus.CONFLICT, "stale_version");
        this.currentVersion = currentVersion;
    }

    @Override
    public Map<String, Object> extensions() {
        return Map.of("currentVersion", currentVersion);
    }
}
