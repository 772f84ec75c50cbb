package io.maru.mail.outbound;

import io.maru.mail.account.AccountSecrets;
import io.maru.mail.account.AccountSecrets.Account;
import io.maru.mail.account.SignInRefused;
import io.maru.mail.outbound.OutgoingStore.Kept;
import io.maru.mail.outbound.SmtpConnection.ServerUnavailable;
import org.springframework.stereotype.Component;

/** Signs in to the server that mails leave by. */
@Component
class SmtpAccount {

    private final OutgoingStore store;
    private final AccountSecrets secrets;

    SmtpAccount(OutgoingStore store, AccountSecrets secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    /** @throws ServerUnavailable when it does not let us in */
    SmtpConnection open(Kept kept) throws ServerUnavailable {
        MailServer server = kept.server();
        Account account = new Account(
                server.signIn(), server.tokenAddress(), server.clientId(), kept.password(), kept.clientSecret());
        try {
            return new SmtpConnection(server, secrets.of(account, next -> store.setRefreshToken(next, kept.version())));
        } catch (SignInRefused refused) {
            throw new ServerUnavailable(refused, refused.account());
        }
    }
}
