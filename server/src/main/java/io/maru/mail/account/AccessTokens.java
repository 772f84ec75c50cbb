package io.maru.mail.account;

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

    /**
     * Asks for one.
     *
     * @param address of whoever gives out tokens
     * @throws SignInRefused when none is given
     */
    Token of(String address, String clientId, String refreshToken, @Nullable String clientSecret) throws SignInRefused {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        form.put("client_id", clientId);
        if (clientSecret != null) {
            form.put("client_secret", clientSecret);
        }
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .timeout(TIMEOUT)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(encoded(form)))
                            .build(),
                    BodyHandlers.ofString());
            return token(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException | JacksonException failure) {
            throw new SignInRefused(address + ": " + failure, failure, false);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new SignInRefused(String.valueOf(ending), ending, false);
        }
    }

    private static Token token(int status, JsonNode answer) throws SignInRefused {
        String access = answer.path("access_token").asString("");
        if (status != 200 || access.isEmpty()) {
            String words = answer.path("error_description")
                    .asString(answer.path("error").asString("HTTP " + status));
            throw new SignInRefused(words, new IOException("HTTP " + status), status >= 400 && status < 500);
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
