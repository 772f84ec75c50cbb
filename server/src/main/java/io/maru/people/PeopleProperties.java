package io.maru.people;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * What an operator may set.
 *
 * @param publicAddress the address people open, such as {@code https://help.example.com}; needed behind a proxy that
 *     ends TLS, so that cookies are marked secure and links point to it. Without it the request tells.
 */
@ConfigurationProperties("maru")
public record PeopleProperties(
        @Nullable URI publicAddress, @DefaultValue Session session) {

    /**
     * @param idleTimeout a session not used for so long has ended
     * @param lifetime a session ends after so long however much it is used
     */
    public record Session(
            @DefaultValue("12h") Duration idleTimeout,
            @DefaultValue("7d") Duration lifetime) {}

    /** Where a link leads that is made while a request is answered: to the public address, or else where the request came. */
    public URI linkBase() {
        return publicAddress != null
                ? publicAddress
                : ServletUriComponentsBuilder.fromCurrentContextPath().build().toUri();
    }

    public boolean alwaysSecure() {
        return publicAddress != null && "https".equals(publicAddress.getScheme());
    }
}
