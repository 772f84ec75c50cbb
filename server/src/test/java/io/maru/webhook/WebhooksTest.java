package io.maru.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.maru.platform.OutgoingAddress;
import io.maru.webhook.OutgoingCalls.CallFailed;
import io.maru.webhook.Webhooks.Call;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class WebhooksTest {

    private final List<String> received = new ArrayList<>();
    private int answer = 204;
    private HttpServer other;

    @BeforeEach
    void anotherSystem() throws IOException {
        other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/hook", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("Maru-Delivery") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        other.start();
    }

    @AfterEach
    void theOtherSystemEnds() {
        other.stop(0);
    }

    @Test
    void aHostThatTheOperatorNamedIsCalledWithAnIdOfTheCall() {
        webhooks(Set.of("localhost")).call("id-1", call());

        assertThat(received).containsExactly("id-1 {\"event\":\"x\"}");
    }

    @Test
    void theOwnNetworkIsNotReachedOtherwise() {
        assertThatThrownBy(() -> webhooks(Set.of()).call("id-1", call()))
                .isInstanceOf(CallFailed.class)
                .hasMessageContaining("inner-hosts");
        assertThat(received).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 404, 500})
    void whatIsNotSuccessIsCalledAgainAndARedirectionIsNotFollowed(int status) {
        answer = status;

        assertThatThrownBy(() -> webhooks(Set.of("localhost")).call("id-1", call()))
                .isInstanceOf(CallFailed.class)
                .hasMessageContaining("answered " + status);
        assertThat(received).hasSize(1);
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

    private Call call() {
        return new Call("IT-1", "http://localhost:" + other.getAddress().getPort() + "/hook", "{\"event\":\"x\"}");
    }

    private static Webhooks webhooks(Set<String> innerHosts) {
        return new Webhooks(
                new StaticListableBeanFactory().getBeanProvider(com.github.kagkarlsson.scheduler.SchedulerClient.class),
                new OutgoingCalls(new WebhookProperties(innerHosts, Duration.ofSeconds(5))),
                Clock.systemUTC());
    }
}
