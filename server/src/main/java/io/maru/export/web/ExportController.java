package io.maru.export.web;

import io.maru.export.ExportFormat;
import io.maru.export.Exports;
import io.maru.people.CurrentPerson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A file is asked for by its address, so that browsers keep it as it comes and can stop it. */
@RestController
class ExportController {

    private static final Logger LOG = LoggerFactory.getLogger(ExportController.class);

    private final Exports exports;
    private final Clock clock;

    ExportController(Exports exports, Clock clock) {
        this.exports = exports;
        this.clock = clock;
    }

    @GetMapping("/api/queries/export")
    void exportTickets(
            CurrentPerson current,
            @RequestParam String query,
            @RequestParam ExportFormat format,
            @RequestParam(required = false) @Nullable List<String> column,
            HttpServletResponse response) {
        try {
            exports.write(current, query, column, format, () -> begin(current, format, response));
        } catch (UncheckedIOException left) {
            LOG.trace("Somebody stopped reading a file", left);
        }
    }

    private OutputStream begin(CurrentPerson current, ExportFormat format, HttpServletResponse response)
            throws IOException {
        LocalDate today = clock.instant().atZone(current.timeZone()).toLocalDate();
        response.setContentType(format.mediaType());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(exports.name(current) + " " + today + "." + format.key(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        // Proxies of the nginx kind would keep all of it otherwise.
        response.setHeader("X-Accel-Buffering", "no");
        return response.getOutputStream();
    }
}
