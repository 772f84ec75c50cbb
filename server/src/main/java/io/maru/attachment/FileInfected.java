package io.maru.attachment;

import io.maru.platform.Failure;
import org.springframework.http.HttpStatus;

/** The scanner found malware in the file, or could not look into it. */
public final class FileInfected extends Failure {

    FileInfected(String threat) {
        super(HttpStatus.UNPROCESSABLE_CONTENT, "file_infected", threat);
    }
}
