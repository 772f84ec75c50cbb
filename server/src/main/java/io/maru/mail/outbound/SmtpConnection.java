package io.maru.mail.outbound;

import io.maru.mail.account.SignIn;
import io.maru.mail.outbound.MailServer.Security;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** A connection to the server that mails leave by, for one mail after the other. */
final class SmtpConnection implements AutoCloseable {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final String CONNECT_TIMEOUT = "10000";
    private static final String TIMEOUT = "60000";
    private static final int CLOSING = 421;
    private static final int FOR_GOOD = 500;

    private final Session session;
    private final Transport transport;

    /** The server takes no mail at all, now: it cannot be reached, or does not let us in. */
    static final class ServerUnavailable extends Exception {

        private final boolean accountRefused;

        ServerUnavailable(MessagingException cause) {
            this(cause, cause instanceof AuthenticationFailedException);
        }

        ServerUnavailable(Exception cause, boolean accountRefused) {
            super(words(cause), cause);
            this.accountRefused = accountRefused;
        }

        /** Whether it is the account that is refused, so that waiting alone helps little. */
        boolean accountRefused() {
            return accountRefused;
        }
    }

    /** The server takes others, and not this one. */
    static final class MailRefused extends Exception {

        private final boolean permanent;

        MailRefused(MessagingException cause, boolean permanent) {
            super(words(cause), cause);
            this.permanent = permanent;
        }

        /** Whether it is refused for good. */
        boolean permanent() {
            return permanent;
        }
    }

    /**
     * Signs in.
     *
     * @param secret the password, or the access token; null when the server asks for none
     * @throws ServerUnavailable when it cannot be opened
     */
    SmtpConnection(MailServer server, @Nullable String secret) throws ServerUnavailable {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", server.host());
        properties.put("mail.smtp.port", Integer.toString(server.port()));
        properties.put("mail.smtp.auth", Boolean.toString(server.username() != null));
        if (server.signIn() == SignIn.OAUTH) {
            properties.put("mail.smtp.auth.mechanisms", "XOAUTH2");
        }
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.security() == Security.TLS));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(server.security() == Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", Boolean.toString(server.security() == Security.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", CONNECT_TIMEOUT);
        properties.put("mail.smtp.timeout", TIMEOUT);
        properties.put("mail.smtp.writetimeout", TIMEOUT);
        // RFC 3461, where the server knows it: a report only of what does not arrive, and with the mail's headers
        // alone.
        properties.put("mail.smtp.dsn.notify", "FAILURE");
        properties.put("mail.smtp.dsn.ret", "HDRS");
        session = Session.getInstance(properties);
        try {
            transport = session.getTransport("smtp");
            transport.connect(server.username(), secret);
        } catch (MessagingException failure) {
            throw new ServerUnavailable(failure);
        }
    }

    boolean open() {
        return transport.isConnected();
    }

    /**
     * Sends a mail; when this returns, the server is responsible for it.
     *
     * @param messageId without brackets
     * @param sender the address it comes from
     * @param thread the id of the thread's first mail, without brackets, which stands in all of them so that programs for mail show them together;
     *     null for a mail that belongs to none
     */
    void send(OutgoingMail mail, String messageId, String sender, @Nullable String thread, Date date)
            throws ServerUnavailable, MailRefused {
        try {
            MimeMessage message = message(mail, messageId, sender, thread, date);
            transport.sendMessage(message, new Address[] {new InternetAddress(mail.recipient())});
        } catch (SMTPSendFailedException failure) {
            refused(failure, failure.getReturnCode(), transport.isConnected());
        } catch (SendFailedException failure) {
            refused(failure, transport.isConnected());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (MessagingException failure) {
            throw new ServerUnavailable(failure);
        }
    }

    /** What the server said to the recipient or the sender; a refusal for good when the address is none at all. */
    private static void refused(SendFailedException failure, boolean connected) throws ServerUnavailable, MailRefused {
        for (Exception next = failure; next instanceof MessagingException each; next = each.getNextException()) {
            switch (each) {
                case SMTPAddressFailedException address -> refused(address, address.getReturnCode(), connected);
                case SMTPSenderFailedException sender -> refused(sender, sender.getReturnCode(), connected);
                default -> {
                    // The next one may say it.
                }
            }
        }
        refused(failure, FOR_GOOD, connected);
    }

    private static void refused(MessagingException said, int code, boolean connected)
            throws ServerUnavailable, MailRefused {
        if (code == CLOSING || !connected) {
            throw new ServerUnavailable(said);
        }
        throw new MailRefused(said, code >= FOR_GOOD);
    }

    private MimeMessage message(OutgoingMail mail, String messageId, String sender, @Nullable String thread, Date date)
            throws MessagingException, UnsupportedEncodingException {
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + messageId + ">");
            }
        };
        message.setFrom(new InternetAddress(sender, mail.senderName(), UTF_8));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient()));
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(date);
        if (thread != null) {
            message.setHeader("References", "<" + thread + ">");
            message.setHeader("In-Reply-To", "<" + thread + ">");
        }
        // RFC 3834: nothing that answers by itself answers this.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        if (mail.unsubscribe() != null) {
            message.setHeader("List-Unsubscribe", "<" + mail.unsubscribe() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        MimeBodyPart text = new MimeBodyPart();
        text.setText(mail.text(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), UTF_8, "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        return message;
    }

    private static String words(Exception failure) {
        String words = String.valueOf(failure.getMessage()).strip();
        return words.length() > 500 ? words.substring(0, 500) : words;
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException gone) {
            // It is closed, then.
        }
    }
}
