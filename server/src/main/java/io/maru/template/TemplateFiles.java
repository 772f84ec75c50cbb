package io.maru.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the template files that come with Maru. */
final class TemplateFiles {

    // A word that is written wrongly must not be passed over in silence.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private TemplateFiles() {}

    static DeskTemplate desk(String key) {
        return read(key, DeskTemplate.class);
    }

    static WorkflowFile workflows(String name) {
        return read(name, WorkflowFile.class);
    }

    private static <T> T read(String name, Class<T> type) {
        try (InputStream file = new ClassPathResource("templates/" + name + ".yaml").getInputStream()) {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return MAPPER.convertValue(document, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
