package io.maru.mail.inbound;

import io.maru.mail.account.AccessTokens;
import io.maru.mail.account.AccessTokens.Token;
import io.maru.mail.account.SignIn;
import io.maru.mail.account.TokenRefused;
import io.maru.mail.inbound.MailAccess.Proof;
import io.maru.mail.inbound.MailboxStore.Fetched;
import io.maru.platform.SecretUnreadable;
import io.maru.platform.Secrets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs in to the accounts that mail is fetched from. */
@Component
class MailAccounts {

    private final MailboxStore store;
    private final AccessTokens tokens;
    private final Secrets secrets;

    MailAccounts(MailboxStore store, AccessTokens tokens, Secrets secrets) {
        this.store = store;
        this.tokens = tokens;
        this.secrets = secrets;
    }

    ImapConnection open(Fetched mailbox) throws MailboxUnavailable {
        return open(mailbox.id(), mailbox.version(), mailbox.access(), mailbox.proof());
    }

    /** @param version of the mailbox that is seen: the next refresh token is kept for no other */
    ImapConnection open(long id, long version, MailAccess access, Proof proof) throws MailboxUnavailable {
        String secret = decrypted(proof.secret());
        if (secret == null) {
            secret = "";
        }
        if (access.signIn() == SignIn.OAUTH) {
            Token token = token(access, secret, decrypted(proof.clientSecret()));
            if (token.nextRefresh() != null) {
                store.setSecret(id, version, secrets.encrypt(token.nextRefresh()));
            }
            secret = token.access();
        }
        return new ImapConnection(access, secret);
    }

    private Token token(MailAccess access, String refreshToken, @Nullable String clientSecret)
            throws MailboxUnavailable {
        try {
            return tokens.of(
                    Objects.requireNonNull(access.tokenAddress()),
                    Objects.requireNonNull(access.clientId()),
                    refreshToken,
                    clientSecret);
        } catch (TokenRefused refused) {
            throw new MailboxUnavailable(String.valueOf(refused.getMessage()), refused, refused.account());
        }
    }

    private @Nullable String decrypted(@Nullable String encrypted) throws MailboxUnavailable {
        try {
            return encrypted == null ? null : secrets.decrypt(encrypted);
        } catch (SecretUnreadable unreadable) {
            throw new MailboxUnavailable(unreadable, true);
        }
    }
}
