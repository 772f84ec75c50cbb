package io.maru.notification;

import io.maru.notification.PushConnection.NotASubscription;
import io.maru.people.CurrentPerson;
import io.maru.people.CurrentSession;
import io.maru.people.PeopleProperties;
import io.maru.people.Permission;
import io.maru.people.SignedOut;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.PlainText;
import io.maru.platform.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The browsers in which people are told of what happens, also while the web app is not open there (Web Push). Each tells the one person
 * who switched it on, until they sign out there, or are signed out; that a sign-in runs out for want of use ends nothing.
 */
@Service
public class Browsers {

    private static final int MOST = 10;
    private static final int LONGEST_USER_AGENT = 500;

    /** A browser in which its person has not signed in for so long is not theirs any more. */
    private static final Duration KEPT = Duration.ofDays(90);

    private final PushStore store;
    private final PushKeys keys;
    private final PushConnection connection;
    private final PeopleProperties properties;
    private final Clock clock;

    Browsers(PushStore store, PushKeys keys, PushConnection connection, PeopleProperties properties, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.connection = connection;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * What a browser says of itself, as the Push API has it.
     *
     * @param endpoint where its push service takes what it is told
     * @param publicKey {@code p256dh}
     * @param secret {@code auth}
     */
    public record Subscription(String endpoint, String publicKey, String secret) {}

    /**
     * A browser that is told.
     *
     * @param userAgent as it calls itself
     * @param toldAt when it was told last; null when it never was
     */
    public record ToldBrowser(
            long id,
            String userAgent,
            Instant createdAt,
            @Nullable Instant toldAt) {}

    /**
     * @param active whether anybody is told in browsers here
     * @param serverKey of this installation, which a browser asks for; null when nobody is told
     */
    public record OwnBrowsers(boolean active, @Nullable String serverKey, List<ToldBrowser> items) {}

    /** @param id null when this browser does not tell its person */
    public record ResumedBrowser(@Nullable Long id) {}

    /** @param active whether people may be told in their browsers */
    public record BrowserNotifications(boolean active) {}

    @Transactional
    public OwnBrowsers of(CurrentPerson me) {
        boolean active = store.active();
        return new OwnBrowsers(active, active ? keys.publicKey() : null, store.of(me.id()));
    }

    /**
     * Tells this person in this browser from now on, and whoever was told in it no more.
     *
     * @throws Invalid when it is no subscription, or they are told in too many browsers
     * @throws Refused when nobody is told in browsers
     */
    @Transactional
    public ResumedBrowser switchOn(CurrentPerson me, CurrentSession session, Subscription subscription) {
        if (!store.active()) {
            throw new Refused("browsers_not_told");
        }
        try {
            connection.check(subscription);
        } catch (NotASubscription wrong) {
            throw Invalid.at("/" + wrong.member(), "push_subscription");
        }
        store.delete(subscription.endpoint(), session.id());
        if (store.of(me.id()).size() >= MOST) {
            throw Invalid.at("/endpoint", "too_many_browsers", MOST);
        }
        CurrentSession shortened =
                new CurrentSession(session.id(), PlainText.shortened(session.userAgent(), LONGEST_USER_AGENT));
        return new ResumedBrowser(store.insert(
                me.id(),
                shortened,
                subscription,
                "https://" + properties.linkBase().getRawAuthority(),
                clock.instant()));
    }

    /** Somebody has signed in in a browser that was told: it still tells them if it told them before, and else nobody. */
    @Transactional
    public ResumedBrowser resume(CurrentPerson me, CurrentSession session, String endpoint) {
        Long id = store.resume(me.id(), session.id(), endpoint, clock.instant()).orElse(null);
        if (id == null) {
            store.delete(endpoint, session.id());
        }
        return new ResumedBrowser(id);
    }

    /** @throws NotFound when it is not this person's */
    @Transactional
    public void remove(CurrentPerson me, long id) {
        if (!store.delete(me.id(), id)) {
            throw new NotFound();
        }
    }

    @EventListener
    void on(SignedOut out) {
        store.deleteSignedOut(out.personId(), out.sessionId(), out.except());
    }

    @Transactional(readOnly = true)
    public BrowserNotifications settings(CurrentPerson current) {
        current.require(Permission.MAIL_ADMINISTER);
        return new BrowserNotifications(store.active());
    }

    /** Lets people be told in their browsers, or not; what waits to be told is then not told later. */
    @Transactional
    public BrowserNotifications change(CurrentPerson current, BrowserNotifications wanted) {
        current.require(Permission.MAIL_ADMINISTER);
        store.setActive(wanted.active());
        return wanted;
    }

    @Transactional
    public void forgetOld() {
        Instant now = clock.instant();
        store.deletePendingDueBefore(now.minus(PushSender.GIVEN_UP));
        store.deleteNotSignedInSince(now.minus(KEPT));
    }
}
