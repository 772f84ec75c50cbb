package io.maru.mail.inbound;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.RequestTypes;
import io.maru.mail.account.SignIn;
import io.maru.mail.inbound.MailAccess.Proof;
import io.maru.mail.inbound.Mailbox.ClosedReplies;
import io.maru.mail.inbound.Mailbox.Newcomers;
import io.maru.mail.inbound.Mailbox.Way;
import io.maru.mail.inbound.MailboxStore.Kept;
import io.maru.mail.outbound.MailServer.Security;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.DatabaseNotifications;
import io.maru.platform.EmailAddress;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.OutgoingAddress;
import io.maru.platform.Secrets;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where desks get mail, as administrators set it. */
@Service
public class Mailboxes {

    private static final int LONGEST_TEXT = 255;
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_ALIASES = 50;
    private static final long SMALLEST_LIMIT = 10_000;
    private static final long LARGEST_LIMIT = 150_000_000;
    private static final long USUAL_LIMIT = 35_000_000;

    /** Clocks differ: what came a little before a mailbox was set up is new. */
    private static final Duration LEEWAY = Duration.ofHours(1);

    private final MailboxStore store;
    private final MailAccounts accounts;
    private final Desks desks;
    private final RequestTypes requestTypes;
    private final Secrets secrets;
    private final DatabaseNotifications notifications;
    private final Clock clock;

    Mailboxes(
            MailboxStore store,
            MailAccounts accounts,
            Desks desks,
            RequestTypes requestTypes,
            Secrets secrets,
            DatabaseNotifications notifications,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.desks = desks;
        this.requestTypes = requestTypes;
        this.secrets = secrets;
        this.notifications = notifications;
        this.clock = clock;
    }

    /**
     * A mailbox as administrators see it.
     *
     * @param access null when mail is sent here and not fetched
     * @param sizeLimit of one mail, in bytes
     * @param fetchedAt when all was fetched last
     * @param failure what the mail server said, when nothing can be fetched
     * @param tryAt when it is tried next; null while it is connected
     */
    public record MailboxView(
            long id,
            String deskKey,
            long requestTypeId,
            String address,
            List<String> aliases,
            Way way,
            @Nullable MailAccess access,
            boolean hasSecret,
            boolean hasClientSecret,
            Newcomers newcomers,
            boolean copiesJoin,
            ClosedReplies closedReplies,
            long sizeLimit,
            boolean active,
            long version,
            @Nullable Instant fetchedAt,
            @Nullable Instant failingSince,
            @Nullable String failure,
            @Nullable Instant tryAt) {}

    /**
     * What a mailbox is to be.
     *
     * @param access null when mail is sent here and not fetched
     * @param secret the password or the refresh token; null leaves the one that is kept, empty is none
     * @param clientSecret the same of the client
     * @param existingMails for a new one: whether the mails are fetched, too, that lie there already
     */
    public record MailboxChange(
            @Nullable String deskKey,
            @Nullable Long requestTypeId,
            @Nullable String address,
            @Nullable List<String> aliases,
            @Nullable MailAccessChange access,
            @Nullable String secret,
            @Nullable String clientSecret,
            @Nullable Boolean existingMails,
            @Nullable Newcomers newcomers,
            @Nullable Boolean copiesJoin,
            @Nullable ClosedReplies closedReplies,
            @Nullable Long sizeLimit,
            @Nullable Boolean active) {}

    /** From where mail is to be fetched. */
    public record MailAccessChange(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable Security security,
            @Nullable String userName,
            @Nullable SignIn signIn,
            @Nullable String tokenAddress,
            @Nullable String clientId) {}

    /**
     * What came of signing in to a mailbox.
     *
     * @param failure what the mail server said; null when it let us in
     * @param mails how many lie there; null when it did not
     */
    public record MailboxTest(
            @Nullable String failure, @Nullable Integer mails) {}

    /** By address. */
    @Transactional(readOnly = true)
    public List<MailboxView> list(CurrentPerson current) {
        current.require(Permission.MAIL_ADMINISTER);
        List<Kept> all = store.all();
        Map<Long, String> keys =
                desks.keys(all.stream().map(kept -> kept.mailbox().deskId()).collect(Collectors.toSet()));
        return all.stream()
                .map(kept -> view(
                        kept, Objects.requireNonNull(keys.get(kept.mailbox().deskId()))))
                .toList();
    }

    private MailboxView view(long id) {
        Kept kept = store.kept(id).orElseThrow(NotFound::new);
        return view(kept, desks.require(kept.mailbox().deskId()).key());
    }

    private static MailboxView view(Kept kept, String deskKey) {
        Mailbox mailbox = kept.mailbox();
        return new MailboxView(
                mailbox.id(),
                deskKey,
                mailbox.requestTypeId(),
                mailbox.address(),
                mailbox.aliases(),
                mailbox.way(),
                mailbox.access(),
                kept.proof().secret() != null,
                kept.proof().clientSecret() != null,
                mailbox.newcomers(),
                mailbox.copiesJoin(),
                mailbox.closedReplies(),
                mailbox.sizeLimit(),
                mailbox.active(),
                mailbox.version(),
                kept.fetchedAt(),
                kept.failingSince(),
                kept.failure(),
                kept.tryAt());
    }

    /** Fetched at once, when its mail is fetched. */
    @Transactional
    public MailboxView create(CurrentPerson current, MailboxChange wanted) {
        current.require(Permission.MAIL_ADMINISTER);
        Mailbox mailbox = checked(0, 0, wanted);
        Instant now = clock.instant();
        long id = store.insert(
                mailbox,
                proof(mailbox, null, wanted),
                Boolean.TRUE.equals(wanted.existingMails()) ? null : now.minus(LEEWAY),
                now);
        notifications.publish(MailFetcher.CHANNEL, "");
        return view(id);
    }

    /**
     * Sets a mailbox anew; it is tried at once.
     *
     * @param basedOn the version that was seen
     * @throws StaleVersion when somebody changed it since
     */
    @Transactional
    public MailboxView change(CurrentPerson current, long id, long basedOn, MailboxChange wanted) {
        current.require(Permission.MAIL_ADMINISTER);
        Kept before = store.kept(id).orElseThrow(NotFound::new);
        Mailbox mailbox = checked(id, basedOn, wanted);
        if (!store.update(mailbox, proof(mailbox, before, wanted), clock.instant())) {
            throw new StaleVersion(before.mailbox().version());
        }
        notifications.publish(MailFetcher.CHANNEL, "");
        return view(id);
    }

    private Proof proof(Mailbox mailbox, @Nullable Kept before, MailboxChange wanted) {
        if (mailbox.access() == null) {
            return Proof.NONE;
        }
        MailAccess known = before == null ? null : before.mailbox().access();
        Proof kept = before == null ? Proof.NONE : before.proof();
        boolean moved = known != null && !known.samePlace(mailbox.access());
        // Else whoever may not read a secret could have it sent to a server of theirs.
        if (moved && kept.secret() != null && wanted.secret() == null) {
            throw Invalid.at("/secret", "mail_password_again");
        }
        if (moved && kept.clientSecret() != null && wanted.clientSecret() == null) {
            throw Invalid.at("/clientSecret", "mail_password_again");
        }
        return new Proof(
                encrypted(wanted.secret(), kept.secret()), encrypted(wanted.clientSecret(), kept.clientSecret()));
    }

    private @Nullable String encrypted(@Nullable String given, @Nullable String kept) {
        return given == null ? kept : given.isEmpty() ? null : secrets.encrypt(given);
    }

    private Mailbox checked(long id, long version, MailboxChange wanted) {
        List<Violation> violations = new ArrayList<>();
        Desk desk =
                wanted.deskKey() == null ? null : desks.byKey(wanted.deskKey()).orElse(null);
        if (desk == null) {
            violations.add(Violation.of("/deskKey", wanted.deskKey() == null ? "required" : "unknown"));
        } else if (requestTypes.ofDesk(desk.id()).stream()
                .noneMatch(type -> Objects.equals(type.id(), wanted.requestTypeId()))) {
            violations.add(Violation.of("/requestTypeId", wanted.requestTypeId() == null ? "required" : "unknown"));
        }
        String address = address(wanted.address(), "/address", violations);
        List<String> aliases = aliases(wanted, address, violations);
        Set<String> all = new HashSet<>(aliases);
        all.add(address);
        Set<String> taken = store.taken(id, all);
        if (taken.contains(address)) {
            violations.add(Violation.of("/address", "duplicate"));
        } else if (!taken.isEmpty()) {
            violations.add(Violation.of("/aliases", "duplicate"));
        }
        MailAccess access = wanted.access() == null ? null : access(wanted.access(), violations);
        long sizeLimit = Objects.requireNonNullElse(wanted.sizeLimit(), USUAL_LIMIT);
        if (sizeLimit < SMALLEST_LIMIT) {
            violations.add(Violation.of("/sizeLimit", "number_too_small", SMALLEST_LIMIT));
        } else if (sizeLimit > LARGEST_LIMIT) {
            violations.add(Violation.of("/sizeLimit", "number_too_large", LARGEST_LIMIT));
        }
        Invalid.throwIfAny(violations);
        return new Mailbox(
                id,
                Objects.requireNonNull(desk).id(),
                Objects.requireNonNull(wanted.requestTypeId()),
                address,
                aliases,
                access == null ? Way.SMTP : Way.IMAP,
                access,
                Objects.requireNonNullElse(wanted.newcomers(), Newcomers.CREATE),
                !Boolean.FALSE.equals(wanted.copiesJoin()),
                Objects.requireNonNullElse(wanted.closedReplies(), ClosedReplies.COMMENT),
                sizeLimit,
                !Boolean.FALSE.equals(wanted.active()),
                version);
    }

    private static List<String> aliases(MailboxChange wanted, String address, List<Violation> violations) {
        List<String> given = Objects.requireNonNullElse(wanted.aliases(), List.of());
        if (given.size() > MOST_ALIASES) {
            violations.add(Violation.of("/aliases", "too_many", MOST_ALIASES));
            return List.of();
        }
        return given.stream()
                .map(each -> address(each, "/aliases", violations))
                .filter(each -> !each.equals(address))
                .distinct()
                .toList();
    }

    private static String address(@Nullable String given, String pointer, List<Violation> violations) {
        String address = given == null ? "" : given.strip().toLowerCase(Locale.ROOT);
        if (address.isEmpty()) {
            violations.add(Violation.of(pointer, "required"));
        } else if (!EmailAddress.looksRight(address)) {
            violations.add(Violation.of(pointer, "email_invalid"));
        }
        return address;
    }

    private static MailAccess access(MailAccessChange wanted, List<Violation> violations) {
        String host = text(wanted.host(), "/access/host", violations);
        String userName = text(wanted.userName(), "/access/userName", violations);
        int port = Objects.requireNonNullElse(wanted.port(), 0);
        if (port < 1 || port > HIGHEST_PORT) {
            violations.add(Violation.of("/access/port", "out_of_bounds", 1, HIGHEST_PORT));
        }
        if (wanted.security() == null) {
            violations.add(Violation.of("/access/security", "required"));
        }
        SignIn signIn = Objects.requireNonNullElse(wanted.signIn(), SignIn.PASSWORD);
        String tokenAddress = null;
        String clientId = null;
        if (signIn == SignIn.OAUTH) {
            tokenAddress = text(wanted.tokenAddress(), "/access/tokenAddress", violations);
            clientId = text(wanted.clientId(), "/access/clientId", violations);
            if (!tokenAddress.isEmpty() && OutgoingAddress.read(tokenAddress).isEmpty()) {
                violations.add(Violation.of("/access/tokenAddress", "url_unreadable"));
            }
        }
        return new MailAccess(
                host,
                port,
                Objects.requireNonNullElse(wanted.security(), Security.TLS),
                userName,
                signIn,
                tokenAddress,
                clientId);
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

    /** Signs in at once, over a connection of its own, with what is kept. */
    public MailboxTest test(CurrentPerson current, long id) {
        current.require(Permission.MAIL_ADMINISTER);
        Kept kept = store.kept(id).orElseThrow(NotFound::new);
        MailAccess access = kept.mailbox().access();
        if (access == null) {
            throw new NotFound();
        }
        try (ImapConnection connection = accounts.open(id, kept.mailbox().version(), access, kept.proof())) {
            return new MailboxTest(null, connection.count());
        } catch (MailboxUnavailable failure) {
            return new MailboxTest(failure.getMessage(), null);
        }
    }
}
