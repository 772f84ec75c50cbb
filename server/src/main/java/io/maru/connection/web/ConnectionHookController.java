package io.maru.connection.web;

import io.maru.connection.ConnectionMessages;
import io.maru.connection.ConnectionMessages.Registered;
import io.maru.connection.ConnectionMessages.Sent;
import io.maru.connection.ConnectionRefused.ConnectionTooLong;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where connected systems send what they register: they prove themselves by their secret and not as a person. */
@RestController
class ConnectionHookController {

    private final ConnectionMessages messages;

    ConnectionHookController(ConnectionMessages messages) {
        this.messages = messages;
    }

    /** Takes any JSON object or array, up to 256 KiB and with files 16 MiB: 201 when it made a ticket, 200 when that was there already. */
    @PostMapping("/api/hooks/systems/{id}")
    ResponseEntity<Registered> registerRequest(
            @PathVariable UUID id,
            @RequestHeader(name = "webhook-id", required = false) @Nullable String messageId,
            @RequestHeader(name = "webhook-timestamp", required = false) @Nullable String timestamp,
            @RequestHeader(name = "webhook-signature", required = false) @Nullable String signature,
            HttpServletRequest request)
            throws IOException {
        int longest = messages.longest(id);
        byte[] body = request.getInputStream().readNBytes(longest + 1);
        if (body.length > longest) {
            throw new ConnectionTooLong(longest);
        }
        Registered registered = messages.receive(id, new Sent(messageId, timestamp, signature, body));
        return ResponseEntity.status(registered.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(registered);
    }
}
