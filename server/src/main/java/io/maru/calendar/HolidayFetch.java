package io.maru.calendar;

import io.maru.platform.OutgoingAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Fetches iCalendar texts from other servers. */
@Component
class HolidayFetch {

    private static final int MOST_BYTES = 3 * ICalendarDays.LONGEST_TEXT;
    private static final int MOST_REDIRECTIONS = 3;
    private static final String NOT_ANSWERED = "ical_not_answered";

    private final CalendarProperties properties;
    private final HttpClient http;

    HolidayFetch(CalendarProperties properties) {
        this.properties = properties;
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.timeout())
                .build();
    }

    /** It could not be fetched; the message is the code of a violation that says why. */
    static final class FetchFailed extends Exception {

        FetchFailed(String code) {
            super(code);
        }
    }

    /** @throws FetchFailed when nobody answers, or not as is asked */
    String fetch(String address) throws FetchFailed {
        URI next = OutgoingAddress.read(address).orElseThrow(() -> new FetchFailed("ical_address"));
        for (int redirections = 0; redirections <= MOST_REDIRECTIONS; redirections++) {
            check(next);
            HttpResponse<byte[]> answer = ask(next);
            String location = answer.headers().firstValue("Location").orElse("");
            if (answer.statusCode() / 100 == 3 && !location.isEmpty()) {
                next = sentOn(next, location);
            } else if (answer.statusCode() == 200) {
                return new String(answer.body(), StandardCharsets.UTF_8);
            } else {
                throw new FetchFailed(NOT_ANSWERED);
            }
        }
        throw new FetchFailed(NOT_ANSWERED);
    }

    private static URI sentOn(URI from, String location) throws FetchFailed {
        try {
            return OutgoingAddress.read(from.resolve(location).toString())
                    .orElseThrow(() -> new FetchFailed(NOT_ANSWERED));
        } catch (IllegalArgumentException notAnAddress) {
            throw new FetchFailed(NOT_ANSWERED);
        }
    }

    /** Each address that it is sent on to is judged like the first. */
    private void check(URI address) throws FetchFailed {
        if (properties.innerHosts().contains(address.getHost())) {
            return;
        }
        if (!"https".equals(address.getScheme())) {
            throw new FetchFailed("ical_address");
        }
        try {
            if (OutgoingAddress.isInner(address.getHost())) {
                throw new FetchFailed("ical_address_inner");
            }
        } catch (IOException nobodyKnowsIt) {
            throw new FetchFailed(NOT_ANSWERED);
        }
    }

    private HttpResponse<byte[]> ask(URI address) throws FetchFailed {
        // The whole answer has to be there in time: one that trickles must not hold a thread.
        CompletableFuture<HttpResponse<byte[]>> asked = http.sendAsync(
                HttpRequest.newBuilder(address)
                        .timeout(properties.timeout())
                        .header("Accept", "text/calendar, */*;q=0.1")
                        .header("User-Agent", "Maru")
                        .build(),
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            return asked.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new FetchFailed(NOT_ANSWERED);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new FetchFailed(NOT_ANSWERED);
        } finally {
            asked.cancel(true);
        }
    }
}
