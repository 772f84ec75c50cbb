package io.maru.attachment;

import io.maru.platform.Failure;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/** The file is larger than this installation accepts. */
public final class FileTooLarge extends Failure {

    private final DataSize maximum;

    FileTooLarge(DataSize maximum) {
        super(HttpStatus.CONTENT_TOO_LARGE, "file_too_large", readable(maximum));
        this.maximum = maximum;
    }

    @Override
    public Map<String, Object> extensions() {
        return Map.of("maximumSize", maximum.toBytes());
    }

    private static String readable(DataSize size) {
        if (size.toMegabytes() > 0) {
            return size.toMegabytes() + " MB";
        }
        return size.toKilobytes() > 0 ? size.toKilobytes() + " kB" : size.toBytes() + " B";
    }
}
