package io.maru.mail.outbound;

import io.maru.mail.account.AccessTokens;
import io.maru.mail.account.AccessTokens.Token;
import io.maru.mail.account.SignIn;
import io.maru.mail.account.TokenRefused;
import io.maru.mail.outbound.OutgoingStore.Kept;
import io.maru.mail.outbound.SmtpConnection.ServerUnavailable;
import io.maru.platform.SecretUnreadable;
import io.maru.platform.Secrets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signs in to the server that mails leave by. */
@Component
class SmtpAccount {

    private final OutgoingStore store;
    private final AccessTokens tokens;
    private final Secrets secrets;

    SmtpAccount(OutgoingStore store, AccessTokens tokens, Secrets secrets) {
        this.store = store;
        this.tokens = tokens;
        this.secrets = secrets;
    }

    /** @throws ServerUnavailable when it does not let us in */
    SmtpConnection open(Kept kept) throws ServerUnavailable {
        String secret = decrypted(kept.password());
        if (kept.server().signIn() == SignIn.OAUTH) {
            Token token = token(kept, secret == null ? "" : secret);
            if (token.nextRefresh() != null) {
                store.setRefreshToken(secrets.encrypt(token.nextRefresh()), kept.version());
            }
            secret = token.access();
        }
        return new SmtpConnection(kept.server(), secret);
    }

    private Token token(Kept kept, String refreshToken) throws ServerUnavailable {
        try {
            return tokens.of(
                    Objects.requireNonNull(kept.server().tokenAddress()),
                    Objects.requireNonNull(kept.server().clientId()),
                    refreshToken,
                    decrypted(kept.clientSecret()));
        } catch (TokenRefused refused) {
            throw new ServerUnavailable(refused, refused.account());
        }
    }

    private @Nullable String decrypted(@Nullable String encrypted) throws ServerUnavailable {
        try {
            return encrypted == null ? null : secrets.decrypt(encrypted);
        } catch (SecretUnreadable unreadable) {
            throw new ServerUnavailable(unreadable, true);
        }
    }
}
