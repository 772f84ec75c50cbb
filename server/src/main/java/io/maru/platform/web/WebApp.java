package io.maru.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.concurrent.ConcurrentMapCache;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;
import org.springframework.web.servlet.resource.CachingResourceResolver;
import org.springframework.web.servlet.resource.EncodedResourceResolver;
import org.springframework.web.servlet.resource.PathResourceResolver;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Serves the web app to everybody: the files of its build, and its one page for every address that is not a file, since
 * the app finds its way itself. Files under {@code /assets} carry a hash of their content in their names and are kept by
 * browsers for good; everything else is asked for again, and answered from the browser's copy when nothing changed.
 */
@Configuration(proxyBeanMethods = false)
class WebApp {

    private static final Resource BUILD = new ClassPathResource("web/");
    private static final Resource PAGE = new ClassPathResource("web/index.html");

    @Bean
    HandlerMapping webAppMapping(MessageSource messages) throws Exception {
        ResourceHttpRequestHandler assets =
                files(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        ResourceHttpRequestHandler files = files(CacheControl.noCache());
        return new Mapping(assets, files, PAGE.exists() ? files : notBuilt(messages));
    }

    private static ResourceHttpRequestHandler files(CacheControl cacheControl) throws Exception {
        ResourceHttpRequestHandler handler = new ResourceHttpRequestHandler();
        handler.setLocations(List.of(BUILD));
        handler.setResourceResolvers(List.of(
                new CachingResourceResolver(new ConcurrentMapCache("web app")),
                new EncodedResourceResolver(),
                new PathResourceResolver()));
        handler.setCacheControl(cacheControl);
        // All files of a reproducible build have the same time, so only their content tells versions apart.
        handler.setUseLastModified(false);
        handler.setEtagGenerator(new ContentTag()::of);
        handler.afterPropertiesSet();
        return handler;
    }

    private static HttpRequestHandler notBuilt(MessageSource messages) {
        return (request, response) -> {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType(MediaType.TEXT_PLAIN_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.getWriter()
                    .println(messages.getMessage("web_app.not_built", null, LocaleContextHolder.getLocale()));
        };
    }

    /** Reading only, and never an address of the API: what is not there is told by those who would have it. */
    private static final class Mapping extends AbstractHandlerMapping {

        private final HttpRequestHandler assets;
        private final HttpRequestHandler files;
        private final HttpRequestHandler page;

        Mapping(HttpRequestHandler assets, HttpRequestHandler files, HttpRequestHandler page) {
            this.assets = assets;
            this.files = files;
            this.page = page;
            setOrder(Ordered.LOWEST_PRECEDENCE - 1);
        }

        @Override
        protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
            String path = initLookupPath(request);
            boolean reading =
                    request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
            if (!reading || isUnder("/api", path) || isUnder("/actuator", path)) {
                return null;
            }
            boolean file = path.indexOf('.', path.lastIndexOf('/')) >= 0;
            request.setAttribute(PATH_WITHIN_HANDLER_MAPPING_ATTRIBUTE, file ? path.substring(1) : "index.html");
            return !file ? page : isUnder("/assets", path) ? assets : files;
        }

        private static boolean isUnder(String prefix, String path) {
            return path.equals(prefix) || path.startsWith(prefix + "/");
        }
    }

    /** Weak, because what is sent may be compressed on the way. */
    private static final class ContentTag {

        private final Map<String, String> tags = new ConcurrentHashMap<>();

        String of(Resource resource) {
            try {
                return tags.computeIfAbsent(
                        resource.getURL() + "@" + resource.lastModified(), key -> computed(resource));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String computed(Resource resource) {
            try {
                return "W/\"" + DigestUtils.md5DigestAsHex(resource.getContentAsByteArray()) + "\"";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
