package io.maru.platform.web;

import io.maru.platform.Failure;
import org.springframework.http.HttpStatus;

/** More was sent than is accepted. */
final class ContentTooLarge extends Failure {

    ContentTooLarge() {
        super(HttpStatus.CONTENT_TOO_LARGE, "content_too_large");
    }
}
