package io.maru.people;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Slows guessing without locking anybody out. An attempt counts before its password is checked, so that many at once
 * count as many; success takes it back. What is slowed grows from narrow to wide:
 *
 * <ul>
 *   <li>one account from one address: after a few failures;
 *   <li>one address, whatever the accounts: after more, since an office may share it;
 *   <li>one account, whatever the addresses: after more still.
 * </ul>
 *
 * The two wide ones do not touch a person at an address from which they signed in of late: an attacker elsewhere, or a
 * colleague behind the same address, does not keep them out.
 */
@Service
class SignInAttempts {

    /** Failures longer ago than this are forgotten. */
    static final Duration MEMORY = Duration.ofHours(1);

    /** How long an address counts as one the person uses. */
    static final Duration KNOWN_FOR = Duration.ofDays(30);

    /** @param free failures without a wait; from then on the wait doubles with each up to the longest */
    private record Limit(int free, Duration longestWait) {

        Duration wait(int failures) {
            if (failures <= free) {
                return Duration.ZERO;
            }
            Duration wait = Duration.ofSeconds(1L << Math.min(failures - free, 20));
            return wait.compareTo(longestWait) < 0 ? wait : longestWait;
        }
    }

    private static final Limit ACCOUNT_AT_ADDRESS = new Limit(5, Duration.ofMinutes(5));
    private static final Limit ADDRESS = new Limit(30, Duration.ofMinutes(5));
    private static final Limit ACCOUNT = new Limit(50, Duration.ofMinutes(5));

    private final SignInAttemptStore store;
    private final Clock clock;

    SignInAttempts(SignInAttemptStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Counts an attempt before its outcome is known.
     *
     * @param personId whose account it is; null when there is none, which makes no difference to an unknown address
     * @throws TooManyAttempts when it comes too soon; it is not counted then
     */
    @Transactional
    public void begin(String account, @Nullable Long personId, String address) {
        Instant now = clock.instant();
        String from = network(address);
        boolean known = personId != null && store.isKnown(personId, from, now.minus(KNOWN_FOR));
        count(pair(account, from), ACCOUNT_AT_ADDRESS, now);
        if (!known) {
            count(account(account), ACCOUNT, now);
            count(address(from), ADDRESS, now);
        }
    }

    /** Takes the attempt back, and knows the address from now on. */
    @Transactional
    public void succeeded(String account, long personId, String address) {
        Instant now = clock.instant();
        String from = network(address);
        boolean known = store.isKnown(personId, from, now.minus(KNOWN_FOR));
        store.forget(pair(account, from));
        if (!known) {
            store.takeBack(account(account));
            store.takeBack(address(from));
        }
        store.know(personId, from, now);
    }

    private void count(byte[] subject, Limit limit, Instant now) {
        Integer failures = store.count(subject, now, now.minus(MEMORY));
        if (failures == null) {
            throw new TooManyAttempts(Duration.between(now, store.blockedUntil(subject)));
        }
        Duration wait = limit.wait(failures);
        if (wait.isPositive()) {
            store.block(subject, now.plus(wait));
        }
    }

    private static byte[] pair(String account, String from) {
        return SecretToken.hash("account at address\n" + folded(account) + "\n" + from);
    }

    private static byte[] account(String account) {
        return SecretToken.hash("account\n" + folded(account));
    }

    private static byte[] address(String from) {
        return SecretToken.hash("address\n" + from);
    }

    private static String folded(String account) {
        return account.strip().toLowerCase(Locale.ROOT);
    }

    /** An IPv6 customer has a whole /64 to choose addresses from, so that counts as one. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        InetAddress parsed = InetAddress.ofLiteral(address);
        return parsed instanceof Inet6Address six
                ? HexFormat.of().formatHex(six.getAddress(), 0, 8) + "/64"
                : parsed.getHostAddress();
    }
}
