package io.maru.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.support.Answer;
import io.maru.support.MaruTest;
import io.maru.support.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

@MaruTest
class WebAppTest {

    @Autowired
    People people;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/portal", "/desks/IT/queues/unassigned", "/reset/abc"})
    void anAddressThatIsNoFileIsThePage(String path) {
        Answer answer = people.anonymous().with("Accept", "text/html").get(path);

        if (new ClassPathResource("web/index.html").exists()) {
            assertThat(answer.expect(200).header("Content-Type")).startsWith("text/html");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
            people.anonymous()
                    .with("If-None-Match", answer.header("ETag"))
                    .get(path)
                    .expect(304);
        } else {
            assertThat(answer.expect(404).text()).contains("npm run build");
            assertThat(answer.header("Content-Type")).startsWith("text/plain");
        }
        assertThat(answer.header("Content-Security-Policy")).contains("script-src 'self'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/nothing.js", "/nothing.png", "/web/index.html", "/application.yaml"})
    void aFileThatIsNotThereIsNotThere(String path) {
        assertThat(people.anonymous().get(path).expect(404).code()).isEqualTo("not_found");
    }

    @Test
    void writingToAPageIsNotPossible() {
        assertThat(people.anonymous().post("/portal", "{}").status()).isIn(404, 405);
    }

    @Test
    void everyAnswerCarriesTheRequestsName() {
        assertThat(people.anonymous().get("/api/session").header("X-Request-Id"))
                .matches("[0-9a-f]{16}");
        assertThat(people.anonymous()
                        .with("X-Request-Id", "from-a-proxy.1")
                        .get("/api/session")
                        .header("X-Request-Id"))
                .isEqualTo("from-a-proxy.1");
        assertThat(people.anonymous()
                        .with("X-Request-Id", "two words")
                        .get("/api/session")
                        .header("X-Request-Id"))
                .matches("[0-9a-f]{16}");
    }

    @Test
    void whatTheFirewallRefusesIsToldAsAProblem() {
        Answer answer = people.anonymous().get("/api/people;x=y").expect(400);

        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo("invalid");
    }
}
