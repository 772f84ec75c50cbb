package io.maru.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.platform.OutgoingAddress;
import io.maru.platform.Secrets;
import io.maru.webhook.WebhookConnection.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookConnectionTest {

    private static final UUID ID = UUID.fromString("6f0e0b0c-31a8-4f2e-9a51-4d1c26a6a1b2");
    private static final String BODY = "{\"event\":\"x\"}";

    private final Secrets secrets = new Secrets("0123456789abcdefghijklmnopqrstuvwxyzABCDEFG=", Path.of("."));

    private OtherSystem other;

    @BeforeEach
    void anotherSystem() throws IOException {
        other = new OtherSystem();
    }

    @AfterEach
    void theOtherSystemEnds() {
        other.close();
    }

    @Test
    void aHostThatTheOperatorNamedIsCalledWithAnIdOfTheCall() {
        assertThat(call(Set.of("localhost"), null).failure()).isNull();

        assertThat(other.calls()).singleElement().satisfies(call -> {
            assertThat(call.id()).isEqualTo(ID.toString());
            assertThat(call.timestamp()).isEqualTo("1614265330");
            assertThat(call.body()).isEqualTo(BODY);
            assertThat(call.signature()).isNull();
        });
    }

    @Test
    void theOwnNetworkIsNotReachedOtherwise() {
        Outcome outcome = call(Set.of(), null);

        assertThat(outcome.failure()).contains("inner-hosts");
        assertThat(outcome.hopeless()).isTrue();
        assertThat(other.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500})
    void whatIsNotSuccessIsAFailureAndARedirectionIsNotFollowed(int status) {
        other.answer = status;

        assertThat(call(Set.of("localhost"), null).failure()).contains("answered " + status);
        assertThat(other.calls()).hasSize(1);
    }

    @Test
    void anAnswerThatTricklesInIsNotWaitedFor() {
        other.hangs = true;

        Outcome outcome = call(Set.of("localhost"), null);

        assertThat(outcome.failure()).contains("no answer within");
        assertThat(outcome.unavailable()).isTrue();
    }

    /** The example of the Standard Webhooks specification, 1.0. */
    @Test
    void signaturesAreThoseOfTheStandard() {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        String id = "msg_p5jXN8AQM9LWM0D4loKWxJek";

        assertThat(WebhookSignature.of(secret, id, Instant.ofEpochSecond(1614265330), "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void callsAreSignedWhereThereIsASecret() {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

        call(Set.of("localhost"), secrets.encrypt(secret));

        assertThat(other.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.signature())
                        .isEqualTo(
                                WebhookSignature.of(secret, ID.toString(), Instant.ofEpochSecond(1614265330), BODY)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.9",
                "192.168.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "[::1]",
                "[fd00::1]",
                "[fe80::1]",
                "[::ffff:10.0.0.1]",
                "224.0.0.1"
            })
    void addressesOfTheOwnNetworkAreKnown(String host) throws IOException {
        assertThat(OutgoingAddress.isInner(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "file:///etc/passwd",
                "https://user:secret@example.com/",
                "javascript:alert(1)",
                "example.com",
                "https://",
                "http://exa mple.com"
            })
    void whatIsNoWebAddressIsRefused(String address) {
        assertThat(OutgoingAddress.read(address)).isEmpty();
    }

    private Outcome call(Set<String> innerHosts, @Nullable String secret) {
        return new WebhookConnection(
                        new WebhookProperties(innerHosts, Duration.ofSeconds(1)),
                        secrets,
                        Clock.fixed(Instant.ofEpochSecond(1614265330), ZoneOffset.UTC))
                .call(ID, WebhookAddress.open(other.address()), secret, BODY);
    }
}
