package io.maru.support;

import static io.maru.db.mail.Tables.OUTGOING;
import static io.maru.db.mail.Tables.SERVER;
import static io.maru.db.mail.Tables.UNDELIVERABLE;
import static io.maru.db.notification.Tables.PENDING_MAIL;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/** A real server by which mails leave for the time of a test; mails are everybody's, so it takes away what is left of them. */
public final class TestMailServer implements AutoCloseable {

    public static final String WEB = "https://maru.example";

    private final People people;
    private final DSLContext database;
    private final Clock clock;
    private GreenMail smtp = started(0);
    private final int port = smtp.getSmtp().getPort();

    private TestMailServer(People people, DSLContext database, Clock clock) {
        this.people = people;
        this.database = database;
        this.clock = clock;
    }

    /** Mails leave from now on; not of what happened before. */
    public static TestMailServer open(People people, DSLContext database, Clock clock) throws Throwable {
        TestMailServer server = new TestMailServer(people, database, clock);
        server.allIsFollowed();
        server.takeAwayWhatIsLeft();
        server.use();
        return server;
    }

    private static GreenMail started(int port) {
        ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        GreenMail smtp = new GreenMail(port == 0 ? setup.dynamicPort() : setup);
        smtp.start();
        return smtp;
    }

    private void use() {
        Api administrator = people.administrator().api();
        long version =
                administrator.get("/api/mail/server").expect(200).at("/version").asLong();
        administrator.ifMatch(version).put("/api/mail/server", settings(port)).expect(200);
    }

    /** What an administrator enters. */
    public static Map<String, Object> settings(int port) {
        Map<String, Object> server = new HashMap<>();
        server.put("host", "127.0.0.1");
        server.put("port", port);
        server.put("security", "none");
        server.put("senderAddress", "desk@maru.example");
        server.put("senderName", "마루");
        server.put("webAddress", WEB + "/");
        return server;
    }

    /** It goes down. */
    public void stop() {
        smtp.stop();
    }

    /** It comes back where it was, empty. */
    public void restart() {
        smtp = started(port);
    }

    /** All that happened has been told to those who follow. */
    public void allIsFollowed() throws Throwable {
        Followed.allIsFollowed(database, clock);
    }

    /** All mails that it took. */
    public List<MimeMessage> mails() {
        return List.of(smtp.getReceivedMessages());
    }

    public List<MimeMessage> mails(TestPerson person) {
        return mails(person.email());
    }

    public List<MimeMessage> mails(String recipient) {
        List<MimeMessage> found = new ArrayList<>();
        for (MimeMessage mail : mails()) {
            try {
                if (mail.getRecipients(Message.RecipientType.TO)[0].toString().equals(recipient)) {
                    found.add(mail);
                }
            } catch (MessagingException unreadable) {
                throw new AssertionError(unreadable);
            }
        }
        return found;
    }

    public static String text(MimeMessage mail) {
        return part(mail, 0);
    }

    public static String html(MimeMessage mail) {
        return part(mail, 1);
    }

    private static String part(MimeMessage mail, int index) {
        try {
            return ((Multipart) mail.getContent())
                    .getBodyPart(index)
                    .getContent()
                    .toString();
        } catch (MessagingException | IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Override
    public void close() {
        database.deleteFrom(SERVER).execute();
        takeAwayWhatIsLeft();
        smtp.stop();
    }

    private void takeAwayWhatIsLeft() {
        database.deleteFrom(PENDING_MAIL).execute();
        database.deleteFrom(OUTGOING).execute();
        database.deleteFrom(UNDELIVERABLE).execute();
    }
}
