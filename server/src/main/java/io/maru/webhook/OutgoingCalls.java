package io.maru.webhook;

import io.maru.platform.OutgoingAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Calls other systems where administrators say, but nothing inside one's own network that operators have not named. */
@Component
public class OutgoingCalls {

    private final WebhookProperties properties;
    private final HttpClient http;

    OutgoingCalls(WebhookProperties properties) {
        this.properties = properties;
        this.http = HttpClient.newBuilder().connectTimeout(properties.timeout()).build();
    }

    /** Nobody answered, or not with success. */
    public static final class CallFailed extends RuntimeException {

        CallFailed(String message) {
            super(message);
        }
    }

    /**
     * Sends JSON, and waits for the answer no longer than operators say. Not for use in a transaction.
     *
     * @param delivery by which the other side can tell a repetition
     * @param headers further ones
     * @return the status that it was answered with
     * @throws CallFailed when it was not answered with success
     */
    public int post(String to, String delivery, Map<String, String> headers, String body) {
        URI address = OutgoingAddress.read(to).orElseThrow(() -> new CallFailed("Not an address"));
        try {
            if (!properties.innerHosts().contains(address.getHost()) && OutgoingAddress.isInner(address.getHost())) {
                throw new CallFailed(
                        address.getHost() + " is in the server's own network and not in maru.webhooks.inner-hosts");
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .timeout(properties.timeout())
                    .header("Content-Type", "application/json")
                    .header("User-Agent", "Maru")
                    .header("Maru-Delivery", delivery)
                    .POST(BodyPublishers.ofString(body));
            headers.forEach(request::header);
            int status = http.send(request.build(), BodyHandlers.discarding()).statusCode();
            if (status < 200 || status > 299) {
                throw new CallFailed(address.getHost() + " answered " + status);
            }
            return status;
        } catch (IOException unreachable) {
            throw new CallFailed(address.getHost() + ": " + unreachable);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new CallFailed("The server is ending");
        }
    }
}
