package io.maru.notification;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.apps.webpush.WebPushHybridEncrypt;
import io.maru.notification.Browsers.Subscription;
import io.maru.notification.PushMessages.PushMessage;
import io.maru.notification.PushStore.Claimed;
import io.maru.platform.OutgoingAddress;
import io.maru.platform.OutgoingCalls;
import io.maru.platform.SecretUnreadable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Hands messages to push services (RFC 8030), readable by their browser alone (RFC 8291). */
@Component
@EnableConfigurationProperties(PushProperties.class)
class PushConnection {

    /** A browser that was off for longer need not be told: the web app knows. */
    private static final Duration KEPT_BY_SERVICE = Duration.ofDays(1);

    private final PushProperties properties;
    private final PushKeys keys;
    private final OutgoingCalls calls;
    private final Clock clock;

    PushConnection(PushProperties properties, PushKeys keys, Clock clock) {
        this.properties = properties;
        this.keys = keys;
        this.calls = new OutgoingCalls(properties.timeout());
        this.clock = clock;
    }

    /** What came of a message. */
    enum Result {
        TAKEN,
        /** The service knows the browser no longer. */
        GONE,
        /** It would not be otherwise another time. */
        REFUSED,
        UNAVAILABLE
    }

    /**
     * @param failure what went wrong; null when it was taken
     * @param pause how long the service asks to be left alone; null when it does not
     */
    record Outcome(
            Result result,
            @Nullable String failure,
            @Nullable Duration pause) {}

    /** A member of a subscription is none that a browser would give. */
    static final class NotASubscription extends Exception {

        private final String member;

        NotASubscription(String member, @Nullable Throwable cause) {
            super(member, cause);
            this.member = member;
        }

        String member() {
            return member;
        }
    }

    /** @throws NotASubscription when nothing can be told by it, or its address is in the server's own network */
    void check(Subscription subscription) throws NotASubscription {
        URI service = service(subscription).orElseThrow(() -> new NotASubscription("endpoint", null));
        try {
            if (isForbidden(service)) {
                throw new NotASubscription("endpoint", null);
            }
            encryption(subscription);
        } catch (IOException unknownHost) {
            throw new NotASubscription("endpoint", unknownHost);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new NotASubscription("publicKey", wrong);
        }
    }

    Outcome push(Claimed browser, PushMessage message) {
        URI service = service(browser.subscription()).orElse(null);
        if (service == null) {
            return new Outcome(Result.GONE, "Not an address", null);
        }
        try {
            if (isForbidden(service)) {
                return new Outcome(
                        Result.REFUSED,
                        service.getHost() + " is in the server's own network and not in maru.push.inner-hosts",
                        null);
            }
            byte[] body =
                    encryption(browser.subscription()).encrypt(message.text().getBytes(StandardCharsets.UTF_8), null);
            return outcome(service, calls.make(request(service, browser, message, body)));
        } catch (SecretUnreadable unreadable) {
            return new Outcome(Result.UNAVAILABLE, String.valueOf(unreadable.getMessage()), null);
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return new Outcome(Result.REFUSED, String.valueOf(wrong.getMessage()), null);
        } catch (IOException unreachable) {
            return new Outcome(Result.UNAVAILABLE, service.getHost() + ": " + unreachable, null);
        }
    }

    private HttpRequest.Builder request(URI service, Claimed browser, PushMessage message, byte[] body) {
        return HttpRequest.newBuilder(service)
                .header("Authorization", keys.authorization(service, browser.webAddress(), clock.instant()))
                .header("Content-Type", "application/octet-stream")
                .header("Content-Encoding", "aes128gcm")
                .header("TTL", Long.toString(KEPT_BY_SERVICE.toSeconds()))
                .header("Urgency", message.urgent() ? "high" : "normal")
                .header("Topic", message.topic())
                .header("User-Agent", "Maru")
                .POST(BodyPublishers.ofByteArray(body));
    }

    private static Outcome outcome(URI service, HttpResponse<Void> answer) {
        int status = answer.statusCode();
        if (status >= 200 && status <= 299) {
            return new Outcome(Result.TAKEN, null, null);
        }
        String failure = service.getHost() + " answered " + status;
        if (status == 404 || status == 410) {
            return new Outcome(Result.GONE, failure, null);
        }
        return status == 408 || status == 429 || status >= 500
                ? new Outcome(
                        Result.UNAVAILABLE, failure, OutgoingCalls.pause(answer).orElse(null))
                : new Outcome(Result.REFUSED, failure, null);
    }

    private static Optional<URI> service(Subscription subscription) {
        return OutgoingAddress.read(subscription.endpoint());
    }

    private boolean isForbidden(URI service) throws IOException {
        return !properties.innerHosts().contains(service.getHost())
                && (!"https".equals(service.getScheme()) || OutgoingAddress.isInner(service.getHost()));
    }

    private static HybridEncrypt encryption(Subscription subscription) throws GeneralSecurityException {
        return new WebPushHybridEncrypt.Builder()
                .withAuthSecret(Base64.getUrlDecoder().decode(subscription.secret()))
                .withRecipientPublicKey(Base64.getUrlDecoder().decode(subscription.publicKey()))
                .build();
    }
}
