package io.maru.platform;

/** Something was encrypted with another key than {@code maru.secret-key}, or than the one in the data folder, is now. */
public final class SecretUnreadable extends Refused {

    public SecretUnreadable() {
        super("secret_unreadable");
    }
}
