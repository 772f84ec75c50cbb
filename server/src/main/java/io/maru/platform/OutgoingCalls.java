package io.maru.platform;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls to other systems that are told something: how long they may take, and when to come again. They follow no redirection. */
public final class OutgoingCalls {

    private static final Duration LONGEST_PAUSE_ASKED_FOR = Duration.ofHours(1);

    private final HttpClient http;
    private final Duration timeout;

    /** @param timeout how long a call may take in all */
    public OutgoingCalls(Duration timeout) {
        this.timeout = timeout;
        this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
    }

    /**
     * Makes a call. An answer that trickles in is waited for no longer than one that does not come.
     *
     * @throws IOException when nobody answers in time
     */
    public HttpResponse<Void> make(HttpRequest.Builder request) throws IOException {
        CompletableFuture<HttpResponse<Void>> answer =
                http.sendAsync(request.timeout(timeout).build(), BodyHandlers.discarding());
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new IOException("no answer within " + timeout.toSeconds() + " s", late);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException unreachable
                    ? unreachable
                    : new IOException(failed.getCause());
        } catch (InterruptedException ending) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("the server is ending", ending);
        }
    }

    /** How long a system asks to be left alone, an hour at most: {@code Retry-After} in seconds, RFC 9110, 10.2.3. */
    public static Optional<Duration> pause(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(pause -> pause.compareTo(LONGEST_PAUSE_ASKED_FOR) < 0 ? pause : LONGEST_PAUSE_ASKED_FOR);
    }
}
