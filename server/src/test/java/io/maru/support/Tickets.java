package io.maru.support;

import io.maru.desk.Desk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.test.context.TestComponent;
import tools.jackson.databind.JsonNode;

/** Makes tickets for tests, over HTTP as people do: {@code tickets.incident(desk).by(customer).create()}. */
@TestComponent
public class Tickets {

    private final Desks desks;

    Tickets(Desks desks) {
        this.desks = desks;
    }

    public Builder incident(Desk desk) {
        return new Builder(desk, "Report an incident")
                .answering("system", "mail")
                .answering("impact", "person")
                .answering("urgency", "medium");
    }

    /** A request of the given type, by its English name; required answers are the test's to give. */
    public Builder request(Desk desk, String requestTypeName) {
        return new Builder(desk, requestTypeName);
    }

    /** A request to be. */
    public final class Builder {

        private final long requestTypeId;
        private final Map<String, Object> values = new LinkedHashMap<>();
        private List<Long> participants = List.of();

        private Builder(Desk desk, String requestTypeName) {
            this.requestTypeId = desks.requestType(desk, requestTypeName).id();
            values.put("summary", "메일이 보내지지 않아요");
        }

        public Builder summary(String summary) {
            return answering("summary", summary);
        }

        public Builder answering(String field, Object value) {
            values.put(field, value);
            return this;
        }

        public Builder sharedWith(TestPerson... people) {
            participants = java.util.Arrays.stream(people).map(TestPerson::id).toList();
            return this;
        }

        /** What is sent, for tests of the sending itself. */
        public Map<String, Object> body() {
            return Map.of("requestTypeId", requestTypeId, "values", values, "participantIds", participants);
        }

        /** Sent on the portal; answers the request as its customer sees it. */
        public JsonNode by(TestPerson customer) {
            return customer.api().post("/api/requests", body()).expect(201).body();
        }
    }
}
