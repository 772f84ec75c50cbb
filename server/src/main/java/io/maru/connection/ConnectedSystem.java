package io.maru.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Another system that registers requests.
 *
 * @param personId who reports what names nobody known
 * @param secret by which both sides sign, encrypted
 * @param mapping where in its messages what stands
 * @param callbackAddress where changes are told; null for nowhere
 */
record ConnectedSystem(
        UUID id,
        String name,
        boolean active,
        long requestTypeId,
        long personId,
        String secret,
        Mapping mapping,
        @Nullable String callbackAddress,
        long version) {

    /**
     * Where in a message what stands, each as a JSON pointer (RFC 6901).
     *
     * @param externalId what the other system calls the request
     * @param reporter the address of whoever asks there; null when it is always the same person
     * @param comment what somebody there adds to a request; null when nothing is
     * @param fields by field of the request type's form
     */
    @JsonInclude
    record Mapping(
            String externalId,
            @Nullable String reporter,
            @Nullable String comment,
            Map<String, String> fields) {

        Mapping {
            fields = Map.copyOf(fields);
        }
    }
}
