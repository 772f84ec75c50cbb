package io.maru.mail.outbound;

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
    private final Secrets secrets;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    MailServers(
            OutgoingStore store,
            Secrets secrets,
            MessageSource messages,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
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
            long version,
            @Nullable Instant failingSince,
            @Nullable String failure,
            @Nullable Instant tryAt,
            int waiting) {}

    /** @param password null leaves the one that is kept; empty is none */
    public record MailServerChange(
            @Nullable Boolean active,
            @Nullable String host,
            @Nullable Integer port,
            @Nullable Security security,
            @Nullable String username,
            @Nullable String password,
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
                        each.version(),
                        each.failingSince(),
                        each.failure(),
                        each.tryAt(),
                        store.waiting()))
                .orElse(new MailServerView(null, false, 0, null, null, null, 0));
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
        String password = before.map(Kept::password).orElse(null);
        if (wanted.password() != null) {
            password = wanted.password().isEmpty() ? null : secrets.encrypt(wanted.password());
        } else if (password != null
                && before.filter(kept -> !samePlace(kept.server(), server)).isPresent()) {
            // Else whoever may not read the password could have it sent to a server of theirs.
            throw Invalid.at("/password", "mail_password_again");
        }
        if (!store.setServer(server, password, basedOn)) {
            throw new StaleVersion(before.map(Kept::version).orElse(0L));
        }
        events.publishEvent(new OutgoingMails.Waiting());
        return view(store.server());
    }

    private static boolean samePlace(MailServer one, MailServer other) {
        return one.host().equals(other.host()) && one.port() == other.port() && one.security() == other.security();
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
        Invalid.throwIfAny(violations);
        return new MailServer(
                !Boolean.FALSE.equals(wanted.active()),
                host,
                port,
                java.util.Objects.requireNonNull(wanted.security()),
                wanted.username() == null || wanted.username().isBlank()
                        ? null
                        : wanted.username().strip(),
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
        try (SmtpConnection connection =
                new SmtpConnection(kept.server(), kept.password() == null ? null : secrets.decrypt(kept.password()))) {
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
