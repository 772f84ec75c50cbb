package io.maru.widget.web;

import io.maru.people.PeopleProperties;
import io.maru.platform.Language;
import io.maru.widget.WidgetVisits;
import io.maru.widget.WidgetVisits.ShownWidget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The script by which another web page shows a widget: a button, and behind it our page in a frame. */
@RestController
class WidgetScript {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final JsonMapper JSON = new JsonMapper();

    private final WidgetVisits visits;
    private final PeopleProperties properties;
    private final MessageSource messages;
    private final String program;

    WidgetScript(WidgetVisits visits, PeopleProperties properties, MessageSource messages) {
        this.visits = visits;
        this.properties = properties;
        this.messages = messages;
        try {
            this.program = new ClassPathResource("widget/widget.js").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @GetMapping("/widgets/{id}.js")
    ResponseEntity<String> script(@PathVariable UUID id) {
        ShownWidget widget = visits.shown(id, Language.EN);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("server", properties.linkBase().toString().replaceAll("/+$", ""));
        settings.put("id", id.toString());
        settings.put("colour", widget.colour());
        for (Language language : Language.values()) {
            settings.put(
                    language.tag(),
                    Map.of("open", text(language, "widget.open"), "close", text(language, "widget.close")));
        }
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("text/javascript;charset=UTF-8"))
                .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
                .body("(" + program.strip() + ")(" + JSON.writeValueAsString(settings) + ");\n");
    }

    private String text(Language language, String code) {
        return messages.getMessage(code, null, language.locale());
    }
}
