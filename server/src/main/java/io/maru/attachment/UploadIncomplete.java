package io.maru.attachment;

import io.maru.platform.Failure;
import org.springframework.http.HttpStatus;

/** Fewer bytes arrived than were announced. Nothing of them is kept. */
public final class UploadIncomplete extends Failure {

    UploadIncomplete() {
        super(HttpStatus.BAD_REQUEST, "upload_incomplete");
    }
}
