package io.maru.live.web;

import io.maru.live.LiveUpdates;
import io.maru.people.Access;
import io.maru.people.CurrentPerson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Server-sent events. */
@RestController
class LiveController {

    private static final Logger LOG = LoggerFactory.getLogger(LiveController.class);

    private final LiveUpdates updates;

    LiveController(LiveUpdates updates) {
        this.updates = updates;
    }

    @GetMapping(path = "/api/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void streamLiveUpdates(CurrentPerson current, Access access, HttpServletResponse response) {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        // Proxies of the nginx kind would wait for the end of it otherwise.
        response.setHeader("X-Accel-Buffering", "no");
        try {
            updates.stream(current, access::current, response.getOutputStream());
        } catch (IOException browserGone) {
            LOG.trace("A browser stopped listening", browserGone);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
