package io.maru.mail.account;

import io.maru.platform.SecretUnreadable;

/** One cannot even try to sign in: what is kept cannot be read, or no access token is given for it. */
public final class SignInRefused extends Exception {

    private final boolean account;

    /** @param words of whoever gives out access tokens */
    SignInRefused(String words, Exception cause, boolean account) {
        super(words, cause);
        this.account = account;
    }

    SignInRefused(SecretUnreadable unreadable) {
        super(unreadable.getMessage(), unreadable);
        this.account = true;
    }

    /** Whether it is the account that is refused, so that waiting alone helps little. */
    public boolean account() {
        return account;
    }
}
