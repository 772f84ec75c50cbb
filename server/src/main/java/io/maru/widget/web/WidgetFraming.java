package io.maru.widget.web;

import io.maru.platform.web.ContentPolicy;
import io.maru.widget.WidgetVisits;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The pages under {@code /widget/} may be shown inside those web pages that their widget names, and in no others. They are no more than
 * the web app's files; all that they show they ask for by the API.
 */
@Configuration(proxyBeanMethods = false)
class WidgetFraming {

    private static final Pattern PAGE = Pattern.compile("/widget/([0-9a-fA-F-]{36})");

    @Bean
    @Order(1)
    SecurityFilterChain widgetChain(HttpSecurity http, WidgetVisits visits) {
        return http.securityMatcher("/widget/**")
                .sessionManagement(session -> session.disable())
                .requestCache(cache -> cache.disable())
                .csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(headers -> headers.frameOptions(frames -> frames.disable())
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .addHeaderWriter((request, response) -> response.setHeader(
                                "Content-Security-Policy", ContentPolicy.framedBy(origins(request, visits)))))
                .build();
    }

    /** Of the page itself; what opens beside it, to sign in, is shown inside no other. */
    private static List<String> origins(HttpServletRequest request, WidgetVisits visits) {
        Matcher page = PAGE.matcher(request.getRequestURI());
        return page.matches() ? visits.origins(UUID.fromString(page.group(1))) : List.of();
    }
}
