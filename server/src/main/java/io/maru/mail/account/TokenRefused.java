package io.maru.mail.account;

/** No access token was given, with the words of whoever gives them out. */
public final class TokenRefused extends Exception {

    private final boolean account;

    TokenRefused(String words, Exception cause, boolean account) {
        super(words, cause);
        this.account = account;
    }

    /** Whether it is the account that is refused, so that waiting alone helps little. */
    public boolean account() {
        return account;
    }
}
