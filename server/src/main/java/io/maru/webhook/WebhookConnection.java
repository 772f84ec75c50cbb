package io.maru.webhook;

import io.maru.platform.OutgoingAddress;
import io.maru.platform.OutgoingCalls;
import io.maru.platform.SecretUnreadable;
import io.maru.platform.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Makes calls. They carry {@code webhook-id} and {@code webhook-timestamp}, and {@code webhook-signature} where there is a secret, as
 * Standard Webhooks 1.0 has it. A redirection is not followed: it may lead where whoever named the address may not go.
 */
@Component
@EnableConfigurationProperties(WebhookProperties.class)
class WebhookConnection {

    private final WebhookProperties properties;
    private final Secrets secrets;
    private final OutgoingCalls calls;
    private final Clock clock;

    WebhookConnection(WebhookProperties properties, Secrets secrets, Clock clock) {
        this.properties = properties;
        this.secrets = secrets;
        this.clock = clock;
        this.calls = new OutgoingCalls(properties.timeout());
    }

    /**
     * What came of a call.
     *
     * @param status null when nobody answered
     * @param failure what went wrong; null when it was answered with success
     * @param took in milliseconds
     * @param unavailable whether others to the same system would fare no better
     * @param pause how long that system asks to be left alone
     * @param hopeless whether it will not be otherwise until somebody changes something
     */
    record Outcome(
            @Nullable Integer status,
            @Nullable String failure,
            int took,
            boolean unavailable,
            @Nullable Duration pause,
            boolean hopeless) {}

    /** @param secret encrypted; null for a call that is not signed */
    Outcome call(UUID id, WebhookAddress address, @Nullable String secret, String body) {
        long began = System.nanoTime();
        String host = "";
        try {
            URI uri = OutgoingAddress.read(address.whole(secrets)).orElse(null);
            if (uri == null) {
                return new Outcome(null, "Not an address", 0, false, null, true);
            }
            host = uri.getHost();
            if (!properties.innerHosts().contains(host) && OutgoingAddress.isInner(host)) {
                return new Outcome(
                        null,
                        host + " is in the server's own network and not in maru.webhooks.inner-hosts",
                        0,
                        false,
                        null,
                        true);
            }
            HttpResponse<Void> answer = calls.make(request(id, uri, secret, body));
            int status = answer.statusCode();
            if (status >= 200 && status <= 299) {
                return new Outcome(status, null, took(began), false, null, false);
            }
            boolean unavailable = status == 408 || status == 429 || status >= 500;
            return new Outcome(
                    status,
                    host + " answered " + status,
                    took(began),
                    unavailable,
                    unavailable ? OutgoingCalls.pause(answer).orElse(null) : null,
                    status == 410);
        } catch (SecretUnreadable unreadable) {
            return new Outcome(null, String.valueOf(unreadable.getMessage()), took(began), false, null, true);
        } catch (IOException unreachable) {
            return new Outcome(null, host + ": " + unreachable, took(began), true, null, false);
        }
    }

    private HttpRequest.Builder request(UUID id, URI address, @Nullable String secret, String body) {
        Instant now = clock.instant();
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Maru")
                .header("webhook-id", id.toString())
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .POST(BodyPublishers.ofString(body));
        if (secret != null) {
            request.header("webhook-signature", WebhookSignature.of(secrets.decrypt(secret), id.toString(), now, body));
        }
        return request;
    }

    private static int took(long began) {
        return (int) Duration.ofNanos(System.nanoTime() - began).toMillis();
    }
}
