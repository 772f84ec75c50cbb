package io.maru.mail.account;

import io.maru.mail.account.AccessTokens.Token;
import io.maru.platform.SecretUnreadable;
import io.maru.platform.Secrets;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a mail server is shown to let one in. */
@Component
public class AccountSecrets {

    private final AccessTokens tokens;
    private final Secrets secrets;

    AccountSecrets(AccessTokens tokens, Secrets secrets) {
        this.tokens = tokens;
        this.secrets = secrets;
    }

    /**
     * An account as it is kept.
     *
     * @param tokenAddress of whoever gives out access tokens; null unless one signs in with them
     * @param clientId as whom Maru asks for tokens; null unless it does
     * @param secret the password or the refresh token, encrypted; null when the server asks for none
     * @param clientSecret encrypted; null when it has none
     */
    public record Account(
            SignIn signIn,
            @Nullable String tokenAddress,
            @Nullable String clientId,
            @Nullable String secret,
            @Nullable String clientSecret) {}

    /**
     * The password, or an access token for one sign-in.
     *
     * @param nextRefresh takes the refresh token, encrypted, that is to be kept in place of this one
     * @throws SignInRefused when what is kept cannot be read, or no token is given
     */
    public @Nullable String of(Account account, Consumer<String> nextRefresh) throws SignInRefused {
        String secret = decrypted(account.secret());
        if (account.signIn() == SignIn.PASSWORD) {
            return secret;
        }
        Token token = tokens.of(
                Objects.requireNonNull(account.tokenAddress()),
                Objects.requireNonNull(account.clientId()),
                Objects.requireNonNullElse(secret, ""),
                decrypted(account.clientSecret()));
        if (token.nextRefresh() != null) {
            nextRefresh.accept(secrets.encrypt(token.nextRefresh()));
        }
        return token.access();
    }

    private @Nullable String decrypted(@Nullable String encrypted) throws SignInRefused {
        try {
            return encrypted == null ? null : secrets.decrypt(encrypted);
        } catch (SecretUnreadable unreadable) {
            throw new SignInRefused(unreadable);
        }
    }
}
