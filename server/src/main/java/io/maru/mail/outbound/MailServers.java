package io.maru.mail.outbound;

import io.maru.mail.account.SignIn;
import io.maru.mail.outbound.MailServer.Security;
import io.maru.mail.outbound.OutgoingStore.Kept;
import io.maru.mail.outbound.SmtpConnection.MailRefused;
import io.maru.mail.outbound.SmtpConnection.ServerUnavailable;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.EmailAddress;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.OutgoingAddress;
import io.maru.platform.Secrets;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The server that mails leave by, as administrators set it. */
@Service
public class MailServers {

    private static final int LONGEST_TEXT = 255;
    private static final int HIGHEST_PORT = 65_535;

    private final OutgoingStore store;
    private final SmtpAccount account;
    private final Secrets secrets;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MailServers(
            OutgoingStore store,
            SmtpAccount account,
            Secrets secrets,
            MessageSource messages,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.account = account;
        this.secrets = secrets;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    /**
     * The server as administrators see it.
     *
     * @param server null when there is none
     * @param version 0 when there is none
     * @param waiting how many mails have not left
     */
    public record MailServerView(
            @Nullable MailServer server,
            boolean hasPassword,
            boolean hasClientSecret,
            long version,
            @Nullable Instant failingSince,
            @Nullable String failure,
            @Nullable Instant tryAt,
            int waiting) {}

    /**
     * The server as it is to be.
     *
     * @param password or the refresh token; null leaves the one that is kept; empty is none
     * @param signIn null by a password
     * @param clientSecret null leaves the one that is kept; empty is none
     */
    public record MailServerChange(
            @Nullable Boolean active,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable Security security,
            @Nullable String username,
            @Nullable String password,
            @Nullable SignIn signIn,
            @Nullable String tokenAddress,
            @Nullable String clientId,
            @Nullable String clientSecret,
            @Nullable String senderAddress,
            @Nullable String senderName,
            @Nullable String webAddress,
            @Nullable Integer mostAMinute) {}

    /** @param failure what the server said; null when it has taken the mail */
    public record MailTest(@Nullable String failure) {}

    @Transactional(readOnly = true)
    public MailServerView view(CurrentPerson current) {
        current.require(Permission.MAIL_ADMINISTER);
        return view(store.server());
    }

    private MailServerView view(Optional<Kept> kept) {
        return kept.map(each -> new MailServerView(
                        each.server(),
                        each.password() != null,
                        each.clientSecret() != null,
                        each.version(),
                        each.failingSince(),
                        each.failure(),
                        each.tryAt(),
                        store.waiting()))
                .orElse(new MailServerView(null, false, false, 0, null, null, null, 0));
    }

    /**
     * Sets the server; mails that wait are tried at once.
     *
     * @param basedOn the version that was seen; 0 for none
     * @throws StaleVersion when somebody changed it since
     */
    @Transactional
    public MailServerView change(CurrentPerson current, long basedOn, MailServerChange wanted) {
        current.require(Permission.MAIL_ADMINISTER);
        Optional<Kept> before = store.server();
        MailServer server = checked(wanted);
        boolean elsewhere =
                before.filter(kept -> !samePlace(kept.server(), server)).isPresent();
        String password = secret(wanted.password(), before.map(Kept::password).orElse(null), elsewhere, "/password");
        String clientSecret = server.signIn() == SignIn.PASSWORD
                ? null
                : secret(
                        wanted.clientSecret(), before.map(Kept::clientSecret).orElse(null), elsewhere, "/clientSecret");
        if (server.signIn() == SignIn.OAUTH && password == null) {
            throw Invalid.at("/password", "required");
        }
        if (!store.setServer(server, password, clientSecret, basedOn)) {
            throw new StaleVersion(before.map(Kept::version).orElse(0L));
        }
        events.publishEvent(new OutgoingMails.Waiting());
        return view(store.server());
    }

    private @Nullable String secret(@Nullable String wanted, @Nullable String kept, boolean elsewhere, String pointer) {
        if (wanted != null) {
            return wanted.isEmpty() ? null : secrets.encrypt(wanted);
        }
        if (kept != null && elsewhere) {
            // Else whoever may not read a secret could have it sent to a server of theirs.
            throw Invalid.at(pointer, "mail_password_again");
        }
        return kept;
    }

    private static boolean samePlace(MailServer one, MailServer other) {
        return one.host().equals(other.host())
                && one.port() == other.port()
                && one.security() == other.security()
                && one.signIn() == other.signIn()
                && Objects.equals(one.tokenAddress(), other.tokenAddress());
    }

    private static MailServer checked(MailServerChange wanted) {
        List<Violation> violations = new ArrayList<>();
        String host = text(wanted.host(), "/host", violations);
        int port = wanted.port() == null ? 0 : wanted.port();
        if (port < 1 || port > HIGHEST_PORT) {
            violations.add(Violation.of("/port", "out_of_bounds", 1, HIGHEST_PORT));
        }
        if (wanted.security() == null) {
            violations.add(Violation.of("/security", "required"));
        }
        String sender = text(wanted.senderAddress(), "/senderAddress", violations);
        if (!sender.isEmpty() && !EmailAddress.looksRight(sender)) {
            violations.add(Violation.of("/senderAddress", "email_invalid"));
        }
        String senderName = text(wanted.senderName(), "/senderName", violations);
        String web = text(wanted.webAddress(), "/webAddress", violations);
        Optional<URI> address = OutgoingAddress.read(web.endsWith("/") ? web.substring(0, web.length() - 1) : web);
        if (!web.isEmpty() && address.isEmpty()) {
            violations.add(Violation.of("/webAddress", "url_unreadable"));
        }
        if (wanted.mostAMinute() != null && wanted.mostAMinute() < 1) {
            violations.add(Violation.of("/mostAMinute", "number_too_small", 1));
        }
        String username = wanted.username() == null || wanted.username().isBlank()
                ? null
                : wanted.username().strip();
        SignIn signIn = Objects.requireNonNullElse(wanted.signIn(), SignIn.PASSWORD);
        String tokenAddress = null;
        String clientId = null;
        if (signIn == SignIn.OAUTH) {
            if (username == null) {
                violations.add(Violation.of("/username", "required"));
            }
            tokenAddress = text(wanted.tokenAddress(), "/tokenAddress", violations);
            clientId = text(wanted.clientId(), "/clientId", violations);
            if (!tokenAddress.isEmpty() && OutgoingAddress.read(tokenAddress).isEmpty()) {
                violations.add(Violation.of("/tokenAddress", "url_unreadable"));
            }
        }
        Invalid.throwIfAny(violations);
        return new MailServer(
                !Boolean.FALSE.equals(wanted.active()),
                host,
                port,
                Objects.requireNonNull(wanted.security()),
                username,
                signIn,
                tokenAddress,
                clientId,
                sender,
                senderName,
                address.orElseThrow(),
                wanted.mostAMinute());
    }

    private static String text(@Nullable String given, String pointer, List<Violation> violations) {
        String text = given == null ? "" : given.strip();
        if (text.isEmpty()) {
            violations.add(Violation.of(pointer, "required"));
        } else if (text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            violations.add(Violation.of(pointer, "too_long", LONGEST_TEXT));
        }
        return text;
    }

    /** Sends a mail to somebody at once, over a connection of its own, by the server as it is kept. */
    public MailTest test(CurrentPerson current, @Nullable String recipient) {
        current.require(Permission.MAIL_ADMINISTER);
        if (recipient == null || !EmailAddress.looksRight(recipient)) {
            throw Invalid.at("/recipient", "email_invalid");
        }
        Kept kept = store.server().orElseThrow(NotFound::new);
        String subject = messages.getMessage(
                "mail.test.subject", null, current.language().locale());
        String text =
                messages.getMessage("mail.test.text", null, current.language().locale());
        OutgoingMail mail = new OutgoingMail(
                recipient,
                null,
                null,
                null,
                List.of(),
                false,
                kept.server().senderName(),
                subject,
                text,
                "<!doctype html><meta charset=\"utf-8\"><p>" + text + "</p>",
                null);
        try (SmtpConnection connection = account.open(kept)) {
            connection.send(
                    mail,
                    UUID.randomUUID() + "@" + kept.server().domain(),
                    kept.server().senderAddress(),
                    null,
                    Date.from(clock.instant()));
            return new MailTest(null);
        } catch (ServerUnavailable | MailRefused failure) {
            return new MailTest(failure.getMessage());
        }
    }
}
