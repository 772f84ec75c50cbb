package io.maru.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.people.Access;
import io.maru.people.CurrentPerson;
import io.maru.people.CurrentSession;
import io.maru.support.MaruTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The API is described as it is. */
@MaruTest
// Its server would go on taking work of other tests, with caches that nobody tells of changes any more.
@DirtiesContext
@TestPropertySource(
        properties = {
            "springdoc.use-fqn=true",
            "springdoc.paths-to-match=/api/**",
            "springdoc.paths-to-exclude=/api/docs/**,/api/openapi.json",
            "springdoc.api-docs.version=openapi_3_1"
        })
class OpenApiTest {

    private static final Path COMMITTED = Path.of("src/main/resources/openapi.json");

    @TestConfiguration
    static class Generator {

        static {
            SpringDocUtils.getConfig()
                    .addRequestWrapperToIgnore(CurrentPerson.class, CurrentSession.class, Access.class)
                    .replaceWithClass(JsonNode.class, Object.class)
                    .replaceWithClass(java.time.ZoneId.class, String.class);
        }

        @Bean
        RecordComponents recordComponents() {
            return new RecordComponents();
        }

        @Bean
        OperationNotes operationNotes() {
            return new OperationNotes();
        }
    }

    @Autowired
    OpenApiWebMvcResource generator;

    @Autowired
    RecordComponents components;

    @Value("${spring.application.version}")
    String version;

    @Test
    void theCommittedDescriptionIsThatOfTheControllers() throws IOException {
        String generated = new String(
                generator.openapiJson(new MockHttpServletRequest(), "/v3/api-docs", Locale.ENGLISH),
                StandardCharsets.UTF_8);
        String description =
                new ApiDescriptionWriter(generated, components.bySchema(), components.kinds(), version).write();
        if (Boolean.getBoolean("openapi.update")) {
            Files.writeString(COMMITTED, description);
        }
        assertThat(COMMITTED)
                .as("Refresh it: ./mvnw -pl server -am test -Dtest=OpenApiTest -Dopenapi.update=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(description);
    }
}
