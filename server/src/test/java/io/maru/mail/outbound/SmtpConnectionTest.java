package io.maru.mail.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.mail.account.SignIn;
import io.maru.mail.outbound.MailServer.Security;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** What is said to the server that mails leave by. */
class SmtpConnectionTest {

    @Test
    void aServerThatReportsWhatDoesNotArriveIsAskedTo() throws Exception {
        assertThat(heard("250-mail.example\r\n250 DSN\r\n"))
                .anyMatch(line -> line.startsWith("MAIL FROM:<desk@maru.example>") && line.contains("RET=HDRS"))
                .anyMatch(line -> line.startsWith("RCPT TO:<somebody@example.com>") && line.contains("NOTIFY=FAILURE"));
    }

    @Test
    void aServerThatReportsNothingIsAskedNothing() throws Exception {
        assertThat(heard("250 mail.example\r\n"))
                .contains("MAIL FROM:<desk@maru.example>", "RCPT TO:<somebody@example.com>");
    }

    /** What a server hears that answers so to the greeting, from the sending of one mail. */
    private static List<String> heard(String extensions) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            FutureTask<List<String>> server = new FutureTask<>(serving(socket, extensions));
            Thread.ofVirtual().start(server);
            MailServer settings = new MailServer(
                    true,
                    "127.0.0.1",
                    socket.getLocalPort(),
                    Security.NONE,
                    null,
                    SignIn.PASSWORD,
                    null,
                    null,
                    "desk@maru.example",
                    "Maru",
                    URI.create("https://maru.example"),
                    null);
            OutgoingMail mail = new OutgoingMail(
                    "somebody@example.com",
                    null,
                    null,
                    null,
                    List.of(),
                    false,
                    "Maru",
                    "Printer",
                    "It works.",
                    "It works.",
                    null);
            try (SmtpConnection connection = new SmtpConnection(settings, null)) {
                connection.send(mail, "1@maru.example", "desk@maru.example", null, new Date(0));
            }
            return server.get();
        }
    }

    private static Callable<List<String>> serving(ServerSocket socket, String extensions) {
        return () -> {
            List<String> heard = new ArrayList<>();
            try (Socket client = socket.accept();
                    BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8))) {
                OutputStream out = client.getOutputStream();
                say(out, "220 mail.example\r\n");
                boolean mail = false;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    heard.add(line);
                    if (mail) {
                        mail = !line.equals(".");
                        say(out, mail ? "" : "250 Taken\r\n");
                    } else if (line.startsWith("EHLO")) {
                        say(out, extensions);
                    } else if (line.startsWith("DATA")) {
                        mail = true;
                        say(out, "354 Go on\r\n");
                    } else if (line.startsWith("QUIT")) {
                        say(out, "221 Bye\r\n");
                        return heard;
                    } else {
                        say(out, "250 Yes\r\n");
                    }
                }
            }
            return heard;
        };
    }

    private static void say(OutputStream out, String words) throws IOException {
        out.write(words.getBytes(UTF_8));
        out.flush();
    }
}
