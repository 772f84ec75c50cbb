package io.maru.support;

import java.net.http.HttpHeaders;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered. */
public record Answer(int status, HttpHeaders headers, String text) {

    private static final JsonMapper JSON = new JsonMapper();

    /** The body as JSON; a missing node when there is none. */
    public JsonNode body() {
        return text.isEmpty() ? JSON.missingNode() : JSON.readTree(text);
    }

    /** What is at this JSON pointer of the body. */
    public JsonNode at(String pointer) {
        return body().at(pointer);
    }

    /** The {@code code} of a problem. */
    public String code() {
        return at("/code").asString("");
    }

    /** The codes of a problem's errors, each as {@code pointer code}. */
    public List<String> errors() {
        return at("/errors")
                .valueStream()
                .map(error -> error.path("pointer").asString() + " "
                        + error.path("code").asString())
                .toList();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** Itself, when the status is this one. */
    public Answer expect(int expected) {
        if (status != expected) {
            throw new AssertionError("Expected " + expected + " but was " + status + ": " + text);
        }
        return this;
    }

    @Override
    public String toString() {
        return status + " " + text;
    }
}
