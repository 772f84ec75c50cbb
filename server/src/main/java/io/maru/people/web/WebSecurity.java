package io.maru.people.web;

import io.maru.people.ApiTokens;
import io.maru.people.CurrentPerson;
import io.maru.people.PeopleProperties;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.people.Sessions;
import io.maru.people.SignInRequired;
import io.maru.platform.NotPermitted;
import io.maru.platform.web.ContentPolicy;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Who gets in, and what every answer says to the browser about trust. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PeopleProperties.class)
class WebSecurity {

    /** What is open to somebody who has not signed in; everything else under /api asks for it. */
    private static final String[] OPEN = {
        "/api/setup",
        "/api/installation",
        "/api/session",
        "/api/password-resets/*",
        "/api/approval-links/*",
        "/api/unsubscriptions/*",
        "/api/hooks/**",
        "/api/widgets/*",
        "/api/widgets/*/codes",
        "/api/widgets/*/codes/*",
        "/api/openapi.json",
        "/api/docs/**"
    };

    private static final Set<String> SIGN_IN = Set.of("/api/session", "/api/setup");

    @Bean
    SecurityFilterChain webSecurityChain(
            HttpSecurity http,
            Sessions sessions,
            ApiTokens tokens,
            FailureAnswers answers,
            PeopleProperties properties) {
        CookieCsrfTokenRepository csrfTokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        csrfTokens.setCookieCustomizer(cookie -> {
            cookie.sameSite("Lax").path("/");
            if (properties.alwaysSecure()) {
                cookie.secure(true);
            }
        });
        // Each request is authenticated anew by our own filter. Spring's session management would take each for a fresh
        // sign-in and hand out another CSRF token, and a page that sends two requests at once would be refused.
        return http.sessionManagement(session -> session.disable())
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .csrf(csrf -> csrf.spa()
                        .csrfTokenRepository(csrfTokens)
                        .requireCsrfProtectionMatcher(WebSecurity::needsCsrfToken))
                .addFilterBefore(new AuthenticationFilter(sessions, tokens, answers), CsrfFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/api/**")
                        .authenticated()
                        .requestMatchers("/actuator/health", "/actuator/health/*")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access((authentication, context) ->
                                new AuthorizationDecision(mayReadMetrics(authentication.get(), context.getRequest())))
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, failure) -> answers.write(new SignInRequired(), request, response))
                        .accessDeniedHandler((request, response, failure) -> answers.write(
                                failure instanceof CsrfException ? new CsrfTokenInvalid() : new NotPermitted(),
                                request,
                                response)))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(ContentPolicy.framedBy(List.of())))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .frameOptions(frames -> frames.deny())
                        .httpStrictTransportSecurity(strict -> strict.maxAgeInSeconds(31_536_000)
                                .includeSubDomains(false)
                                .requestMatcher(request -> request.isSecure() || properties.alwaysSecure())))
                .build();
    }

    /**
     * A browser sends its session cookie whoever asks it to; it sends our header only when our own page asks. Signing in
     * is held to the same, so that nobody is signed in as somebody else unawares.
     */
    private static boolean needsCsrfToken(HttpServletRequest request) {
        if (AuthenticationFilter.SAFE_METHODS.contains(request.getMethod())) {
            return false;
        }
        return request.getAttribute(SignedIn.class.getName()) instanceof SignedIn signedIn
                ? signedIn.byCookie()
                : SIGN_IN.contains(request.getRequestURI());
    }

    /**
     * Metrics are for the machine itself, where a collector runs, and for administrators, also by token. What a proxy on
     * the same machine passes on comes from elsewhere.
     */
    private static boolean mayReadMetrics(@Nullable Authentication authentication, HttpServletRequest request) {
        if (authentication != null && authentication.getPrincipal() instanceof CurrentPerson person) {
            return person.may(Permission.PERSON_ADMINISTER);
        }
        return InetAddress.ofLiteral(request.getRemoteAddr()).isLoopbackAddress()
                && request.getHeader("Forwarded") == null
                && request.getHeader("X-Forwarded-For") == null;
    }

    @Bean
    LocaleResolver localeResolver() {
        return new CallersLanguage();
    }

    @Bean
    WebMvcConfigurer currentPersonArgument(Sessions sessions, Persons persons) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CurrentPersonArgument(sessions, persons));
            }
        };
    }
}
