package io.maru.mail.inbound;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes an access token, for one sign-in, of a refresh token (RFC 6749, section 6). */
@Component
class AccessTokens {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    /** @param nextRefresh what is to be shown next time; null when the same */
    record Token(String access, @Nullable String nextRefresh) {}

    /** @throws MailboxUnavailable with the words of whoever gives out tokens */
    Token of(MailAccess access, String refreshToken, @Nullable String clientSecret) throws MailboxUnavailable {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        form.put("client_id", Objects.requireNonNull(access.clientId()));
        if (clientSecret != null) {
            form.put("client_secret", clientSecret);
        }
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(Objects.requireNonNull(access.tokenAddress())))
                            .timeout(TIMEOUT)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(encoded(form)))
                            .build(),
                    BodyHandlers.ofString());
            return token(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException | JacksonException failure) {
            throw new MailboxUnavailable(access.tokenAddress() + ": " + failure, failure, false);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new MailboxUnavailable(ending, false);
        }
    }

    private static Token token(int status, JsonNode answer) throws MailboxUnavailable {
        String access = answer.path("access_token").asString("");
        if (status != 200 || access.isEmpty()) {
            String words = answer.path("error_description")
                    .asString(answer.path("error").asString("HTTP " + status));
            throw new MailboxUnavailable(words, new IOException("HTTP " + status), status >= 400 && status < 500);
        }
        String next = answer.path("refresh_token").asString("");
        return new Token(access, next.isEmpty() ? null : next);
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
