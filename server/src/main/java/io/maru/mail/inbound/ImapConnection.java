package io.maru.mail.inbound;

import io.maru.mail.account.SignIn;
import io.maru.mail.outbound.MailServer.Security;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.Enumeration;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.jspecify.annotations.Nullable;

/** A connection to the inbox of an account. Nothing is changed there: not even what is unread. */
final class ImapConnection implements AutoCloseable {

    private static final String CONNECT_TIMEOUT = "10000";
    private static final String TIMEOUT = "60000";

    /** Bytes that are asked for at once, so that a mail of any size fits into memory. */
    private static final String PART = "262144";

    /** How many numbers are looked at together; most of them may be of mails that are gone. */
    private static final long STEP = 2_000;

    private final IMAPStore store;
    private final IMAPFolder inbox;

    /** The highest number of a mail that was there when mails were looked for. */
    private long looked;

    /** Takes a mail. */
    @FunctionalInterface
    interface Taker {

        void take(Arrived mail) throws IOException, MailboxUnavailable;
    }

    /** A mail that lies there. Reading it fails as the connection does, or with {@link MessageRemovedException} inside. */
    final class Arrived {

        private final IMAPMessage message;
        private final long uid;

        private Arrived(IMAPMessage message, long uid) {
            this.message = message;
            this.uid = uid;
        }

        long uid() {
            return uid;
        }

        /** Bytes, as the server says; negative when it does not. */
        int size() throws MessagingException {
            return message.getSize();
        }

        /** When it came there. */
        Instant at() throws MessagingException {
            Date date = message.getReceivedDate();
            return date == null ? Instant.MAX : date.toInstant();
        }

        InputStream read() throws MessagingException {
            return message.getMimeStream();
        }

        /** All of it but its content. */
        InputStream readHeaders() throws MessagingException {
            StringBuilder headers = new StringBuilder();
            Enumeration<String> lines = message.getAllHeaderLines();
            while (lines.hasMoreElements()) {
                headers.append(lines.nextElement()).append("\r\n");
            }
            return new ByteArrayInputStream(headers.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** @param secret the password, or the access token */
    ImapConnection(MailAccess access, String secret) throws MailboxUnavailable {
        Properties properties = new Properties();
        properties.put("mail.imap.ssl.enable", Boolean.toString(access.security() == Security.TLS));
        properties.put("mail.imap.starttls.enable", Boolean.toString(access.security() == Security.STARTTLS));
        properties.put("mail.imap.starttls.required", Boolean.toString(access.security() == Security.STARTTLS));
        properties.put("mail.imap.ssl.checkserveridentity", "true");
        properties.put("mail.imap.connectiontimeout", CONNECT_TIMEOUT);
        properties.put("mail.imap.timeout", TIMEOUT);
        properties.put("mail.imap.writetimeout", TIMEOUT);
        properties.put("mail.imap.fetchsize", PART);
        properties.put("mail.imap.peek", "true");
        if (access.signIn() == SignIn.OAUTH) {
            properties.put("mail.imap.auth.mechanisms", "XOAUTH2");
        }
        IMAPStore opened = null;
        try {
            opened = (IMAPStore) Session.getInstance(properties).getStore("imap");
            opened.connect(access.host(), access.port(), access.userName(), secret);
            inbox = (IMAPFolder) opened.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            inbox.addMessageCountListener(new MessageCountAdapter() {
                @Override
                public void messagesAdded(MessageCountEvent added) {
                    leaveIdle();
                }
            });
        } catch (MessagingException failure) {
            closeQuietly(opened);
            throw new MailboxUnavailable(failure, failure instanceof AuthenticationFailedException);
        }
        store = opened;
    }

    /** Under which {@code UIDVALIDITY} the numbers of mails stand. */
    long validity() throws MailboxUnavailable {
        try {
            return inbox.getUIDValidity();
        } catch (MessagingException failure) {
            throw new MailboxUnavailable(failure, false);
        }
    }

    /** How many mails lie there. */
    int count() throws MailboxUnavailable {
        try {
            return inbox.getMessageCount();
        } catch (MessagingException failure) {
            throw new MailboxUnavailable(failure, false);
        }
    }

    /** Hands over the mails with higher numbers, in their order. */
    void after(long uid, Taker taker) throws IOException, MailboxUnavailable {
        try {
            looked = highest();
            for (long from = uid + 1; from <= looked; from += STEP) {
                hand(inbox.getMessagesByUID(from, Math.min(from + STEP - 1, looked)), taker);
            }
        } catch (MessagingException failure) {
            throw new MailboxUnavailable(failure, false);
        }
    }

    /** The last one has it; the next one's number is known only from when the inbox was opened. */
    private long highest() throws MessagingException {
        int count = inbox.getMessageCount();
        return count == 0 ? 0 : inbox.getUID(inbox.getMessage(count));
    }

    private void hand(Message[] found, Taker taker) throws MessagingException, IOException, MailboxUnavailable {
        Message[] messages = Arrays.stream(found).filter(Objects::nonNull).toArray(Message[]::new);
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(IMAPFolder.FetchProfileItem.SIZE);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        inbox.fetch(messages, profile);
        record Numbered(IMAPMessage message, long uid) {}
        Numbered[] numbered = new Numbered[messages.length];
        for (int index = 0; index < messages.length; index++) {
            numbered[index] = new Numbered((IMAPMessage) messages[index], inbox.getUID(messages[index]));
        }
        Arrays.sort(numbered, Comparator.comparingLong(Numbered::uid));
        for (Numbered each : numbered) {
            taker.take(new Arrived(each.message(), each.uid()));
        }
    }

    /** Whether it is still open, so that only a mail was at fault and not all that come. */
    boolean open() {
        return inbox.isOpen() && store.isConnected();
    }

    /**
     * Waits until something happens there.
     *
     * @return false at once when the server does not tell
     */
    boolean await() throws MailboxUnavailable {
        try {
            if (!store.hasCapability("IDLE")) {
                return false;
            }
            // What came while others were read has been told, and is not told again.
            if (highest() <= looked) {
                inbox.idle(true);
            }
            return true;
        } catch (MessagingException failure) {
            throw new MailboxUnavailable(failure, false);
        }
    }

    /**
     * Any command ends it. What came just before the server began to tell is told with its answer to that, and by nothing after it.
     */
    private void leaveIdle() {
        try {
            inbox.doCommand(protocol -> {
                protocol.noop();
                return null;
            });
        } catch (MessagingException gone) {
            // Whoever waits hears of that.
        }
    }

    /** Ends what another thread waits for, or reads, with a failure there. */
    void leave() {
        try {
            inbox.close(false);
        } catch (MessagingException | IllegalStateException gone) {
            // It has left, then.
        }
    }

    @Override
    public void close() {
        closeQuietly(store);
    }

    private static void closeQuietly(@Nullable IMAPStore store) {
        try {
            if (store != null) {
                store.close();
            }
        } catch (MessagingException gone) {
            // It is closed, then.
        }
    }
}
