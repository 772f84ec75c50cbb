package io.maru.mail.inbound;

import io.maru.mail.account.AccountSecrets;
import io.maru.mail.account.AccountSecrets.Account;
import io.maru.mail.account.SignInRefused;
import io.maru.mail.inbound.MailAccess.Proof;
import io.maru.mail.inbound.MailboxStore.Fetched;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Signs in to the accounts that mail is fetched from. */
@Component
class MailAccounts {

    private final MailboxStore store;
    private final AccountSecrets secrets;

    MailAccounts(MailboxStore store, AccountSecrets secrets) {
        this.store = store;
        this.secrets = secrets;
    }

    ImapConnection open(Fetched mailbox) throws MailboxUnavailable {
        return open(mailbox.id(), mailbox.version(), mailbox.access(), mailbox.proof());
    }

    /** @param version of the mailbox that is seen: the next refresh token is kept for no other */
    ImapConnection open(long id, long version, MailAccess access, Proof proof) throws MailboxUnavailable {
        Account account = new Account(
                access.signIn(), access.tokenAddress(), access.clientId(), proof.secret(), proof.clientSecret());
        try {
            String secret = secrets.of(account, next -> store.setSecret(id, version, next));
            return new ImapConnection(access, Objects.requireNonNullElse(secret, ""));
        } catch (SignInRefused refused) {
            throw new MailboxUnavailable(refused, refused.account());
        }
    }
}
