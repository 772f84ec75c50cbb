package io.maru.platform.web;

import io.maru.platform.NotFound;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The API's description: for machines, and as a page for people. */
@RestController
class ApiDescriptionController {

    private static final String SWAGGER_UI = "classpath*:META-INF/resources/webjars/swagger-ui/*/";

    private static final Map<String, MediaType> PAGE_FILES = Map.of(
            "start.js", MediaType.valueOf("text/javascript"),
            "swagger-ui-bundle.js", MediaType.valueOf("text/javascript"),
            "swagger-ui.css", MediaType.valueOf("text/css"));

    private final ResourcePatternResolver resources;

    ApiDescriptionController(ResourcePatternResolver resources) {
        this.resources = resources;
    }

    @GetMapping("/api/openapi.json")
    ResponseEntity<Resource> description() {
        return answer(new ClassPathResource("openapi.json"), MediaType.APPLICATION_JSON);
    }

    @GetMapping({"/api/docs", "/api/docs/"})
    ResponseEntity<Resource> page() {
        return answer(new ClassPathResource("docs/index.html"), MediaType.TEXT_HTML);
    }

    @GetMapping("/api/docs/{file}")
    ResponseEntity<Resource> pageFile(@PathVariable String file) throws IOException {
        MediaType type = PAGE_FILES.get(file);
        if (type == null) {
            throw new NotFound();
        }
        Resource own = new ClassPathResource("docs/" + file);
        return answer(own.exists() ? own : resources.getResources(SWAGGER_UI + file)[0], type);
    }

    private static ResponseEntity<Resource> answer(Resource resource, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)).cachePublic())
                .body(resource);
    }
}
